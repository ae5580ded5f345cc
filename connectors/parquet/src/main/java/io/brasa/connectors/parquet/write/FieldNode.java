package io.brasa.connectors.parquet.write;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.connectors.parquet.format.Physical;
import io.brasa.connectors.parquet.format.ThriftStruct;
import io.brasa.connectors.parquet.schema.TypeReading;
import io.brasa.connectors.parquet.schema.VariantParts;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A field as it will be written: what it is for the shredder, and its elements in the footer's
 * schema.
 *
 * @param path names from the top as files have them
 * @param children fields of a struct, the element of a list, key and value of a map
 * @param repetitionLevel of the repeated group that a list or map has
 * @param definitionMax of a leaf: at which a value is there
 */
record FieldNode(
    DataType type,
    boolean isOptional,
    List<String> path,
    List<FieldNode> children,
    int repetitionLevel,
    int definitionMax,
    int leaf) {
  static final int OPTIONAL = 1;
  static final int REPEATED = 2;

  boolean isLeaf() {
    return leaf >= 0;
  }

  /** Makes nodes and elements of a schema. */
  static final class Maker {
    final List<ThriftStruct> elements = new ArrayList<>();
    final List<FieldNode> leaves = new ArrayList<>();
    final Map<String, String> keyValues = new java.util.TreeMap<>();

    /** Fails with {@code PARQUET_UNSUPPORTED}, naming a column of a type that files cannot hold. */
    List<FieldNode> fields(StructType schema) {
      elements.add(new ThriftStruct().set(4, "schema").set(5, schema.size()));
      List<FieldNode> fields = new ArrayList<>();
      for (StructField field : schema.fields())
        fields.add(
            node(field.name(), field.dataType(), field.nullable(), List.of(), new Levels(0, 0)));
      return fields;
    }

    private record Levels(int repetition, int definition) {}

    private ThriftStruct element(String name, int repetition) {
      ThriftStruct element = new ThriftStruct().set(3, repetition).set(4, name);
      elements.add(element);
      return element;
    }

    private FieldNode node(
        String name, DataType type, boolean isOptional, List<String> above, Levels levels) {
      List<String> path = plus(above, name);
      Levels own = new Levels(levels.repetition, levels.definition + (isOptional ? 1 : 0));
      ThriftStruct element = element(name, isOptional ? OPTIONAL : 0);
      return switch (type) {
        case StructType struct -> {
          if (struct.size() == 0) throw unsupported(path, type);
          element.set(5, struct.size());
          List<FieldNode> children = new ArrayList<>();
          for (StructField field : struct.fields())
            children.add(node(field.name(), field.dataType(), field.nullable(), path, own));
          yield new FieldNode(type, isOptional, path, children, own.repetition, 0, -1);
        }
        case ArrayType array -> {
          annotate(element, 3, new ThriftStruct().set(3, new ThriftStruct())).set(5, 1);
          element("list", REPEATED).set(5, 1);
          Levels inner = new Levels(own.repetition + 1, own.definition + 1);
          FieldNode child =
              node("element", array.elementType(), array.containsNull(), plus(path, "list"), inner);
          yield new FieldNode(type, isOptional, path, List.of(child), inner.repetition, 0, -1);
        }
        case MapType map -> {
          annotate(element, 1, new ThriftStruct().set(2, new ThriftStruct())).set(5, 1);
          element("key_value", REPEATED).set(5, 2);
          List<String> entry = plus(path, "key_value");
          Levels inner = new Levels(own.repetition + 1, own.definition + 1);
          FieldNode key = node("key", map.keyType(), false, entry, inner);
          FieldNode value = node("value", map.valueType(), map.valueContainsNull(), entry, inner);
          yield new FieldNode(type, isOptional, path, List.of(key, value), inner.repetition, 0, -1);
        }
        case AtomicType.VARIANT -> {
          ThriftStruct version = new ThriftStruct().set(1, (byte) 1);
          annotate(element, -1, new ThriftStruct().set(16, version)).set(5, 2);
          FieldNode names = node(VariantParts.METADATA, AtomicType.BINARY, false, path, own);
          FieldNode value = node(VariantParts.VALUE, AtomicType.BINARY, false, path, own);
          yield new FieldNode(type, isOptional, path, List.of(names, value), own.repetition, 0, -1);
        }
        default -> {
          annotateLeaf(element, type, path);
          FieldNode leaf =
              new FieldNode(
                  type, isOptional, path, List.of(), own.repetition, own.definition, leaves.size());
          leaves.add(leaf);
          yield leaf;
        }
      };
    }

    private static List<String> plus(List<String> path, String name) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return List.copyOf(longer);
    }

    private static ThriftStruct annotate(
        ThriftStruct element, int converted, ThriftStruct logical) {
      if (converted >= 0) element.set(6, converted);
      return element.set(10, logical);
    }

    private void annotateLeaf(ThriftStruct element, DataType type, List<String> path) {
      element.set(1, physical(type, path).ordinal());
      switch (type) {
        case AtomicType.BYTE -> annotate(element, 15, integer(8));
        case AtomicType.SHORT -> annotate(element, 16, integer(16));
        case AtomicType.STRING ->
            annotate(element, 0, new ThriftStruct().set(1, new ThriftStruct()));
        case AtomicType.DATE -> annotate(element, 6, new ThriftStruct().set(6, new ThriftStruct()));
        case AtomicType.TIMESTAMP -> annotate(element, 10, timestamp(true));
        case AtomicType.TIMESTAMP_NTZ -> annotate(element, -1, timestamp(false));
        case CollatedType _ -> annotate(element, 0, new ThriftStruct().set(1, new ThriftStruct()));
        case TimeType _ -> annotate(element, 8, time());
        case DecimalType decimal -> {
          ThriftStruct logical =
              new ThriftStruct().set(1, decimal.scale()).set(2, decimal.precision());
          annotate(element, 5, new ThriftStruct().set(5, logical))
              .set(7, decimal.scale())
              .set(8, decimal.precision());
          if (!decimal.isLong()) element.set(2, BytesLeaf.width(decimal));
        }
        case YearMonthIntervalType interval -> remember(path, interval);
        case DayTimeIntervalType interval -> remember(path, interval);
        default -> {}
      }
    }

    /** Intervals have no annotation: a reader of ours finds them by name. */
    private void remember(List<String> path, DataType interval) {
      keyValues.put(TypeReading.INTERVAL + String.join(".", path), interval.simpleString());
    }

    private static ThriftStruct integer(int bits) {
      return new ThriftStruct()
          .set(10, new ThriftStruct().set(1, (byte) bits).set(2, Boolean.TRUE));
    }

    private static ThriftStruct time() {
      ThriftStruct unit = new ThriftStruct().set(2, new ThriftStruct());
      return new ThriftStruct().set(7, new ThriftStruct().set(1, false).set(2, unit));
    }

    private static ThriftStruct timestamp(boolean isMoment) {
      ThriftStruct unit = new ThriftStruct().set(2, new ThriftStruct());
      return new ThriftStruct().set(8, new ThriftStruct().set(1, isMoment).set(2, unit));
    }
  }

  static Physical physical(DataType type, List<String> path) {
    return switch (type) {
      case AtomicType.BOOLEAN -> Physical.BOOLEAN;
      case AtomicType.BYTE, AtomicType.SHORT, AtomicType.INTEGER, AtomicType.DATE -> Physical.INT32;
      case AtomicType.LONG, AtomicType.TIMESTAMP, AtomicType.TIMESTAMP_NTZ -> Physical.INT64;
      case AtomicType.FLOAT -> Physical.FLOAT;
      case AtomicType.DOUBLE -> Physical.DOUBLE;
      case AtomicType.STRING, AtomicType.BINARY -> Physical.BYTE_ARRAY;
      case DecimalType decimal ->
          decimal.precision() <= 9
              ? Physical.INT32
              : decimal.isLong() ? Physical.INT64 : Physical.FIXED_LEN_BYTE_ARRAY;
      case YearMonthIntervalType _ -> Physical.INT32;
      case DayTimeIntervalType _ -> Physical.INT64;
      case TimeType _ -> Physical.INT64;
      case CollatedType _ -> Physical.BYTE_ARRAY;
      default -> throw unsupported(path, type);
    };
  }

  private static EngineException unsupported(List<String> path, DataType type) {
    return new EngineException(
        ParquetError.PARQUET_UNSUPPORTED,
        "Column "
            + String.join(".", path)
            + " has the type "
            + type.simpleString()
            + ", which Parquet files do not hold",
        "Cast the column to another type, or leave it out");
  }

  /** The error that there is a null where the type rules it out. */
  EngineException unexpectedNull() {
    return new EngineException(
        ParquetError.PARQUET_SCHEMA_MISMATCH,
        "Column " + String.join(".", path) + " holds null, and its type says that it does not",
        "Declare the column as nullable, or replace nulls before writing");
  }

  Physical physical() {
    return physical(type, path);
  }
}
