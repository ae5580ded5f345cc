package io.brasa.connectors.parquet.schema;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.type.TimeType;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.Logical;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.format.SchemaNode;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The types that the fields of a file have when nobody says otherwise. */
public final class TypeReading {
  /**
   * In front of a path, in what a footer remembers: the type of an interval, which has no
   * annotation.
   */
  public static final String INTERVAL = "io.brasa.interval.";

  private final Place place;
  private final Map<String, String> keyValues;

  private TypeReading(Place place, Map<String, String> keyValues) {
    this.place = place;
    this.keyValues = keyValues;
  }

  /** The columns of a file. Fails with {@code PARQUET_UNSUPPORTED}, naming the column. */
  public static StructType schema(Footer footer, Place place) {
    return new TypeReading(place, footer.keyValues()).struct(footer.root(), "");
  }

  private StructType struct(SchemaNode group, String path) {
    List<StructField> fields = new ArrayList<>();
    for (SchemaNode child : group.children()) {
      fields.add(
          new StructField(child.name(), type(child, path + child.name()), child.repetition() == 1));
    }
    return new StructType(fields);
  }

  private DataType type(SchemaNode node, String path) {
    // a repeated field without annotation around it is a list of what is in it
    if (node.isRepeated()) return new ArrayType(single(node, path), false);
    return single(node, path);
  }

  private DataType single(SchemaNode node, String path) {
    if (node.isLeaf()) return leaf(node, path);
    if (Groups.isMap(node)) {
      SchemaNode entries = node.children().getFirst();
      SchemaNode value = entries.children().get(1);
      String inner = path + "." + entries.name() + ".";
      return new MapType(
          type(entries.children().getFirst(), inner + entries.children().getFirst().name()),
          type(value, inner + value.name()),
          value.repetition() == 1);
    }
    if (Groups.isList(node)) {
      SchemaNode element = Groups.element(node);
      String name = path + "." + node.children().getFirst().name();
      if (!element.isRepeated()) name += "." + element.name();
      DataType type = element.isRepeated() ? single(element, name) : type(element, name);
      return new ArrayType(type, element.repetition() == 1);
    }
    if (VariantParts.isVariant(node)) {
      if (VariantParts.isWhole(node) || VariantParts.isShredded(node)) return AtomicType.VARIANT;
      throw place.of(path).unsupported("variants without names or without a value");
    }
    return struct(node, path + ".");
  }

  private DataType leaf(SchemaNode node, String path) {
    DataType type = leafType(node);
    String interval = keyValues.get(INTERVAL + path);
    if (interval != null && type != null) return Intervals.named(interval, type);
    if (type == null) throw unsupported(node, path);
    return type;
  }

  private EngineException unsupported(SchemaNode node, String path) {
    String logical =
        node.logical() instanceof Logical.Other other ? other.name() : node.logical().toString();
    return place
        .of(path)
        .unsupported("values of type " + node.physical() + " that mean " + logical);
  }

  /** The type, or null if there is none. */
  static DataType leafType(SchemaNode node) {
    return switch (node.logical()) {
      case Logical.None _ -> plain(node);
      case Logical.Text _ ->
          switch (node.physical()) {
            case BYTE_ARRAY -> AtomicType.STRING;
            default -> plain(node);
          };
      case Logical.Int number -> integer(node, number);
      case Logical.Decimal decimal ->
          switch (node.physical()) {
            case INT32, INT64, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                new DecimalType(decimal.precision(), decimal.scale());
            default -> null;
          };
      case Logical.Date _ ->
          switch (node.physical()) {
            case INT32 -> AtomicType.DATE;
            default -> null;
          };
      case Logical.Timestamp timestamp ->
          switch (node.physical()) {
            case INT64 -> timestamp.isMoment() ? AtomicType.TIMESTAMP : AtomicType.TIMESTAMP_NTZ;
            default -> null;
          };
      case Logical.Time _ ->
          switch (node.physical()) {
            case INT64 -> TimeType.MICROS;
            default -> null;
          };
      case Logical.HalfFloat _ -> node.typeLength() == 2 ? AtomicType.FLOAT : null;
      case Logical.ListGroup _, Logical.MapGroup _, Logical.Uuid _ -> plain(node);
      case Logical.Variant _, Logical.Other _ -> null;
    };
  }

  private static DataType plain(SchemaNode node) {
    return switch (node.physical()) {
      case BOOLEAN -> AtomicType.BOOLEAN;
      case INT32 -> AtomicType.INTEGER;
      case INT64 -> AtomicType.LONG;
      case INT96 -> AtomicType.TIMESTAMP;
      case FLOAT -> AtomicType.FLOAT;
      case DOUBLE -> AtomicType.DOUBLE;
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> AtomicType.BINARY;
    };
  }

  private static DataType integer(SchemaNode node, Logical.Int number) {
    return switch (node.physical()) {
      case INT32 ->
          switch (number.bits()) {
            case 8 -> number.isSigned() ? AtomicType.BYTE : AtomicType.SHORT;
            case 16 -> number.isSigned() ? AtomicType.SHORT : AtomicType.INTEGER;
            default -> number.isSigned() ? AtomicType.INTEGER : AtomicType.LONG;
          };
      case INT64 -> number.isSigned() ? AtomicType.LONG : new DecimalType(20, 0);
      default -> null;
    };
  }
}
