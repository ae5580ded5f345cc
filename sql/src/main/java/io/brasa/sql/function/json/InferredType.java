package io.brasa.sql.function.json;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The types that text seems to have. */
final class InferredType {
  private InferredType() {}

  static DataType ofJson(Object json) {
    return textForNone(json(json));
  }

  private static DataType json(Object json) {
    return switch (json) {
      case Map<?, ?> fields -> {
        List<StructField> all = new ArrayList<>();
        new TreeMap<>(fields)
            .forEach((name, value) -> all.add(new StructField((String) name, json(value), true)));
        yield new StructType(all);
      }
      case List<?> elements -> {
        DataType element = AtomicType.NULL;
        for (Object value : elements) element = merged(element, json(value));
        yield new ArrayType(element, true);
      }
      case JsonReader.Plain plain -> word(plain.text());
      default -> AtomicType.STRING;
    };
  }

  private static DataType word(String word) {
    if (word.equals("null")) return AtomicType.NULL;
    if (word.equals("true") || word.equals("false")) return AtomicType.BOOLEAN;
    boolean isWhole = word.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
    if (!isWhole) return AtomicType.DOUBLE;
    BigInteger value = new BigInteger(word);
    if (value.bitLength() < 64) return AtomicType.LONG;
    int digits = new BigDecimal(value).precision();
    return digits > DecimalType.MAX_PRECISION ? AtomicType.DOUBLE : new DecimalType(digits, 0);
  }

  private static DataType merged(DataType left, DataType right) {
    if (left.equals(right) || right == AtomicType.NULL) return left;
    if (left == AtomicType.NULL) return right;
    if (left instanceof StructType a && right instanceof StructType b) return structs(a, b);
    if (left instanceof ArrayType a && right instanceof ArrayType b)
      return new ArrayType(merged(a.elementType(), b.elementType()), true);
    return isNumber(left) && isNumber(right) ? AtomicType.DOUBLE : AtomicType.STRING;
  }

  private static boolean isNumber(DataType type) {
    return type == AtomicType.LONG || type == AtomicType.DOUBLE || type instanceof DecimalType;
  }

  private static DataType structs(StructType left, StructType right) {
    Map<String, DataType> fields = new TreeMap<>();
    for (StructField field : left.fields()) fields.put(field.name(), field.dataType());
    for (StructField field : right.fields())
      fields.merge(field.name(), field.dataType(), InferredType::merged);
    List<StructField> all = new ArrayList<>();
    fields.forEach((name, type) -> all.add(new StructField(name, type, true)));
    return new StructType(all);
  }

  /** What was null everywhere is taken for text. */
  private static DataType textForNone(DataType type) {
    return switch (type) {
      case StructType struct ->
          new StructType(
              struct.fields().stream()
                  .map(f -> new StructField(f.name(), textForNone(f.dataType()), true))
                  .toList());
      case ArrayType array -> new ArrayType(textForNone(array.elementType()), true);
      default -> type == AtomicType.NULL ? AtomicType.STRING : type;
    };
  }

  /** Columns named {@code _c0}, {@code _c1}. */
  static DataType ofCsv(List<String> fields) {
    TypedText texts = new TypedText("schema_of_csv", ZoneOffset.UTC, TextOptions.NONE);
    List<StructField> all = new ArrayList<>();
    for (String field : fields)
      all.add(new StructField("_c" + all.size(), csv(texts, Optional.ofNullable(field)), true));
    return new StructType(all);
  }

  private static DataType csv(TypedText texts, Optional<String> field) {
    if (field.isEmpty()) return AtomicType.STRING;
    List<AtomicType> narrowestFirst =
        List.of(
            AtomicType.INTEGER,
            AtomicType.LONG,
            AtomicType.DOUBLE,
            AtomicType.DATE,
            AtomicType.TIMESTAMP,
            AtomicType.BOOLEAN);
    for (AtomicType type : narrowestFirst) {
      boolean isDay = type == AtomicType.DATE && field.get().length() > 10;
      if (!isDay && texts.read(field.get(), type) != TypedText.BAD) return type;
    }
    return AtomicType.STRING;
  }
}
