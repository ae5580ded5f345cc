package io.brasa.sql.variant;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.function.Coercion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The type that variants have, objects as structs; what has none in common is VARIANT. */
public final class VariantSchema {
  private VariantSchema() {}

  public static DataType of(VariantValue value) {
    return switch (value.kind()) {
      case NULL -> AtomicType.NULL;
      case BOOLEAN -> AtomicType.BOOLEAN;
      case LONG -> AtomicType.LONG;
      case DOUBLE -> AtomicType.DOUBLE;
      case FLOAT -> AtomicType.FLOAT;
      case DECIMAL -> {
        BigDecimal decimal = value.decimal().stripTrailingZeros();
        if (decimal.scale() < 0) decimal = decimal.setScale(0);
        yield new DecimalType(Math.max(decimal.precision(), decimal.scale()), decimal.scale());
      }
      case DATE -> AtomicType.DATE;
      case TIMESTAMP -> AtomicType.TIMESTAMP;
      case TIMESTAMP_NTZ -> AtomicType.TIMESTAMP_NTZ;
      case BINARY -> AtomicType.BINARY;
      case STRING, UUID -> AtomicType.STRING;
      case ARRAY -> {
        DataType element = AtomicType.NULL;
        for (int i = 0; i < value.count(); i++) element = merged(element, of(value.element(i)));
        yield new ArrayType(element, true);
      }
      case OBJECT -> {
        List<StructField> fields = new ArrayList<>();
        for (int i = 0; i < value.count(); i++)
          fields.add(new StructField(value.name(i), of(value.element(i)), true));
        yield new StructType(fields);
      }
    };
  }

  /** The type of values of both. */
  public static DataType merged(DataType left, DataType right) {
    if (left.equals(right) || right == AtomicType.NULL) return left;
    if (left == AtomicType.NULL) return right;
    if (left instanceof ArrayType a && right instanceof ArrayType b)
      return new ArrayType(merged(a.elementType(), b.elementType()), true);
    if (left instanceof StructType a && right instanceof StructType b) return structs(a, b);
    boolean areNumbers = Coercion.isNumeric(left) && Coercion.isNumeric(right);
    return areNumbers ? Coercion.widest(left, right).orElseThrow() : AtomicType.VARIANT;
  }

  private static DataType structs(StructType left, StructType right) {
    Map<String, DataType> fields = new TreeMap<>();
    for (StructField field : left.fields()) fields.put(field.name(), field.dataType());
    for (StructField field : right.fields())
      fields.merge(field.name(), field.dataType(), VariantSchema::merged);
    List<StructField> all = new ArrayList<>();
    fields.forEach((name, type) -> all.add(new StructField(name, type, true)));
    return new StructType(all);
  }

  /** {@code OBJECT<a: BIGINT, b: ARRAY<STRING>>}. */
  public static String text(DataType type) {
    return text(type, "OBJECT<");
  }

  /** The type as a query writes it: {@code STRUCT<a: BIGINT>}. */
  public static String sql(DataType type) {
    return text(type, "STRUCT<");
  }

  private static String text(DataType type, String object) {
    return switch (type) {
      case StructType struct ->
          struct.fields().stream()
              .map(f -> name(f.name()) + ": " + text(f.dataType(), object))
              .collect(Collectors.joining(", ", object, ">"));
      case ArrayType array -> "ARRAY<" + text(array.elementType(), object) + ">";
      default -> type.sql();
    };
  }

  private static String name(String name) {
    boolean isPlain = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      isPlain &= c == '_' || Character.isLetter(c) || i > 0 && Character.isDigit(c);
    }
    return isPlain ? name : "`" + name.replace("`", "``") + "`";
  }
}
