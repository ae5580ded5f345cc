package io.brasa.connectors.parquet.schema;

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
import io.brasa.connectors.parquet.format.Logical;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.connectors.parquet.format.Physical;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.format.SchemaNode;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits the columns that are wanted to the fields that a file has. Fields are found by name, exactly
 * or else without regard to case; what is missing is null. Numbers may be narrower in the file.
 */
public final class Shaping {
  private static final StructType PARTS =
      new StructType()
          .add(VariantParts.METADATA, AtomicType.BINARY, false)
          .add(VariantParts.VALUE, AtomicType.BINARY, false);

  private final Place place;

  private Shaping(Place place) {
    this.place = place;
  }

  /**
   * The shapes of all columns of a schema in a file. Fails with {@code PARQUET_SCHEMA_MISMATCH}.
   */
  public static List<Shape> shapes(StructType wanted, SchemaNode root, Place place) {
    return new Shaping(place).fields(wanted, root, 0, "");
  }

  private List<Shape> fields(StructType wanted, SchemaNode group, int ancestor, String path) {
    List<Shape> shapes = new ArrayList<>();
    for (StructField field : wanted.fields()) {
      Optional<SchemaNode> child = child(group, field.name());
      shapes.add(
          child.isPresent()
              ? shape(field.dataType(), child.get(), ancestor, path + field.name())
              : missing(field, path));
    }
    return shapes;
  }

  private Shape missing(StructField field, String path) {
    if (!field.nullable())
      throw mismatch(path + field.name(), "is missing, and must not be null in this table");
    return new Shape.Missing(field.dataType());
  }

  private static Optional<SchemaNode> child(SchemaNode group, String name) {
    SchemaNode found = null;
    for (SchemaNode child : group.children()) {
      if (child.name().equals(name)) return Optional.of(child);
      if (found == null && child.name().equalsIgnoreCase(name)) found = child;
    }
    return Optional.ofNullable(found);
  }

  private Shape shape(DataType wanted, SchemaNode node, int ancestor, String path) {
    if (!node.isRepeated()) return single(wanted, node, ancestor, path);
    if (!(wanted instanceof ArrayType array))
      throw mismatch(path, "is repeated, not " + wanted.simpleString());
    // the list is as there as what is above it
    int level = node.definition();
    return new Shape.Array(
        array,
        level - 1,
        node.repeated() - 1,
        ancestor,
        level,
        single(array.elementType(), node, level, path));
  }

  private Shape single(DataType wanted, SchemaNode node, int ancestor, String path) {
    return switch (wanted) {
      case StructType struct -> {
        if (node.isLeaf() || Groups.isMap(node) || Groups.isList(node))
          throw mismatch(path, "is no struct");
        List<Shape> fields = fields(struct, node, ancestor, path + ".");
        yield new Shape.Struct(struct, node.definition(), node.repeated(), ancestor, fields);
      }
      case ArrayType array -> {
        if (!Groups.isList(node)) throw mismatch(path, "is no list");
        yield list(array, node, ancestor, path);
      }
      case MapType map -> {
        if (!Groups.isMap(node)) throw mismatch(path, "is no map");
        SchemaNode entries = node.children().getFirst();
        int level = entries.definition();
        yield new Shape.Entries(
            map,
            node.definition(),
            node.repeated(),
            ancestor,
            level,
            shape(map.keyType(), entries.children().get(0), level, path + ".key"),
            shape(map.valueType(), entries.children().get(1), level, path + ".value"));
      }
      case AtomicType.VARIANT -> {
        boolean isShredded = VariantParts.isShredded(node);
        if (!isShredded && !VariantParts.isWhole(node))
          throw mismatch(path, "is no variant of names and a value");
        StructType parts = isShredded ? VariantParts.parts(node, place.of(path)) : PARTS;
        yield new Shape.Variant(
            new Shape.Struct(
                parts,
                node.definition(),
                node.repeated(),
                ancestor,
                fields(parts, node, ancestor, path + ".")),
            isShredded ? Optional.of(node) : Optional.empty());
      }
      default -> {
        if (!node.isLeaf()) throw mismatch(path, "is a group, not " + wanted.simpleString());
        if (!fits(wanted, node))
          throw mismatch(
              path, "has values of type " + describe(node) + ", not " + wanted.simpleString());
        yield new Shape.Leaf(wanted, node, ancestor);
      }
    };
  }

  private Shape list(ArrayType array, SchemaNode node, int ancestor, String path) {
    SchemaNode element = Groups.element(node);
    int level = node.children().getFirst().definition();
    String name = path + "." + element.name();
    Shape inner =
        element.isRepeated() && element == node.children().getFirst()
            ? single(array.elementType(), element, level, name)
            : shape(array.elementType(), element, level, name);
    return new Shape.Array(array, node.definition(), node.repeated(), ancestor, level, inner);
  }

  private EngineException mismatch(String path, String what) {
    return new EngineException(
        ParquetError.PARQUET_SCHEMA_MISMATCH,
        "In the Parquet file " + place.file() + " column " + path + " " + what,
        "Give the schema that the files have, or read files of one schema at a time");
  }

  private static String describe(SchemaNode node) {
    DataType type = TypeReading.leafType(node);
    return type == null ? node.physical().toString() : type.simpleString();
  }

  private static boolean fits(DataType wanted, SchemaNode node) {
    DataType actual = TypeReading.leafType(node);
    if (actual == null) return false;
    if (actual.equals(wanted)) return true;
    return switch (wanted) {
      case AtomicType.SHORT -> actual == AtomicType.BYTE;
      case AtomicType.INTEGER -> actual == AtomicType.BYTE || actual == AtomicType.SHORT;
      case AtomicType.LONG ->
          actual == AtomicType.BYTE || actual == AtomicType.SHORT || actual == AtomicType.INTEGER;
      case AtomicType.DOUBLE ->
          actual == AtomicType.FLOAT
              || node.physical() == Physical.INT32
                  && actual != AtomicType.DATE
                  && !(actual instanceof DecimalType)
                  && actual != AtomicType.LONG;
      case AtomicType.STRING, AtomicType.BINARY ->
          node.physical() == Physical.BYTE_ARRAY && !(node.logical() instanceof Logical.Decimal);
      case AtomicType.TIMESTAMP_NTZ -> node.physical() == Physical.INT96;
      case DecimalType decimal ->
          actual instanceof DecimalType stored
              && stored.scale() == decimal.scale()
              && stored.precision() <= decimal.precision();
      case CollatedType _ -> actual == AtomicType.STRING;
      case TimeType _ -> actual instanceof TimeType;
      case YearMonthIntervalType _ -> actual == AtomicType.INTEGER;
      case DayTimeIntervalType _ -> actual == AtomicType.LONG;
      default -> false;
    };
  }
}
