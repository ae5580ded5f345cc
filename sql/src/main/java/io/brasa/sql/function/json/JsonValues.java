package io.brasa.sql.function.json;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.variant.VariantText;
import io.brasa.sql.variant.VariantValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values of columns from JSON text and back. A field that is not of its type is null, a text that
 * is no JSON gives a struct of nulls, unless the mode is FAILFAST. Belongs to one thread.
 */
final class JsonValues {
  private final TypedText texts;
  private final TextOptions options;
  private final JsonDialect dialect;

  JsonValues(TypedText texts, TextOptions options) {
    this.texts = texts;
    this.options = options;
    this.dialect = JsonDialect.of(options);
  }

  // ---- reading

  /** The value of a text, or null. */
  Object read(String text, DataType type) {
    if (text.isBlank()) return null;
    Optional<Object> json = JsonReader.read(text, dialect);
    Object value = json.map(found -> root(found, type)).orElse(TypedText.BAD);
    if (value != TypedText.BAD) return value;
    if (options.isFailFast())
      throw Failures.invalidArgument(
          "from_json",
          "'" + text + "', which is no JSON of " + type.sql(),
          "such text, or leave out the mode FAILFAST");
    return type instanceof StructType struct ? broken(struct, text) : null;
  }

  /** A struct of nulls, with the text where a column for it is named. */
  private List<Object> broken(StructType type, String text) {
    String kept = options.get("columnNameOfCorruptRecord").orElse("_corrupt_record");
    List<Object> fields = new ArrayList<>();
    for (StructField field : type.fields()) fields.add(field.name().equals(kept) ? text : null);
    return fields;
  }

  /** A struct stands for an array of it. */
  private Object root(Object json, DataType type) {
    if (type instanceof ArrayType array
        && array.elementType() instanceof StructType struct
        && json instanceof Map<?, ?>) return List.of(value(json, struct));
    return value(json, type);
  }

  /** {@link TypedText#BAD} if it is not of the type. */
  private Object value(Object json, DataType type) {
    if (type == AtomicType.VARIANT) return new VariantJson().encoded(json);
    if (json == JsonReader.NULL) return null;
    return switch (type) {
      case StructType struct ->
          json instanceof Map<?, ?> fields ? struct(fields, struct) : TypedText.BAD;
      case MapType map ->
          json instanceof Map<?, ?> fields && map.keyType() == AtomicType.STRING
              ? map(fields, map)
              : TypedText.BAD;
      case ArrayType array ->
          json instanceof List<?> elements ? array(elements, array) : TypedText.BAD;
      default -> plain(json, type);
    };
  }

  private List<Object> struct(Map<?, ?> json, StructType type) {
    List<Object> fields = new ArrayList<>();
    for (StructField field : type.fields()) {
      Object found = json.get(field.name());
      Object value = found == null ? null : value(found, field.dataType());
      if (value == TypedText.BAD && options.isFailFast())
        throw Failures.invalidArgument(
            "from_json",
            "a field " + field.name() + " that is no " + field.dataType().sql(),
            "one of that type, or leave out the mode FAILFAST");
      fields.add(value == TypedText.BAD ? null : value);
    }
    return fields;
  }

  private Object map(Map<?, ?> json, MapType type) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : json.entrySet()) {
      Object value = value(entry.getValue(), type.valueType());
      if (value == TypedText.BAD) return TypedText.BAD;
      map.put(entry.getKey(), value);
    }
    return map;
  }

  private Object array(List<?> json, ArrayType type) {
    List<Object> elements = new ArrayList<>();
    for (Object element : json) {
      Object value = value(element, type.elementType());
      if (value == TypedText.BAD) return TypedText.BAD;
      elements.add(value);
    }
    return elements;
  }

  private Object plain(Object json, DataType type) {
    if (type == AtomicType.STRING) {
      if (json instanceof String text) return text;
      StringBuilder out = new StringBuilder();
      JsonWriting.append(out, json);
      return out.toString();
    }
    boolean isNumber = json instanceof JsonReader.Plain(String word) && !isTruth(word);
    boolean wantsNumber =
        type instanceof DecimalType
            || type instanceof AtomicType atomic && (atomic.isIntegral() || atomic.isFractional());
    if (json instanceof JsonReader.Plain(String word)) {
      boolean isFit = wantsNumber ? isNumber : type == AtomicType.BOOLEAN && isTruth(word);
      return isFit ? texts.read(word, type) : TypedText.BAD;
    }
    if (!(json instanceof String text)) return TypedText.BAD;
    boolean isWord = type instanceof AtomicType atomic && atomic.isFractional();
    if (isWord) return text.matches("[0-9.eE+-]*") ? TypedText.BAD : texts.read(text, type);
    boolean isText = !wantsNumber && type != AtomicType.BOOLEAN;
    return isText ? texts.read(text, type) : TypedText.BAD;
  }

  private static boolean isTruth(String word) {
    return word.equals("true") || word.equals("false");
  }

  // ---- writing

  String write(Object value, DataType type) {
    StringBuilder out = new StringBuilder();
    append(out, value, type);
    return out.toString();
  }

  private void append(StringBuilder out, Object value, DataType type) {
    if (value == null) {
      out.append("null");
      return;
    }
    switch (type) {
      case AtomicType.VARIANT -> {
        byte[] bytes = (byte[]) value;
        VariantText.append(out, VariantValue.of(bytes, 0, bytes.length), texts.zone());
      }
      case StructType struct -> appendStruct(out, (List<?>) value, struct);
      case MapType map -> appendMap(out, (Map<?, ?>) value, map);
      case ArrayType array -> {
        out.append('[');
        boolean isFirst = true;
        for (Object element : (List<?>) value) {
          if (!isFirst) out.append(',');
          isFirst = false;
          append(out, element, array.elementType());
        }
        out.append(']');
      }
      default -> appendPlain(out, value, type);
    }
  }

  private void appendStruct(StringBuilder out, List<?> values, StructType type) {
    boolean leavesOut = options.isSet("ignoreNullFields", true);
    out.append('{');
    boolean isFirst = true;
    for (int i = 0; i < type.size(); i++) {
      if (values.get(i) == null && leavesOut) continue;
      if (!isFirst) out.append(',');
      isFirst = false;
      JsonWriting.quote(out, type.field(i).name());
      out.append(':');
      append(out, values.get(i), type.field(i).dataType());
    }
    out.append('}');
  }

  private void appendMap(StringBuilder out, Map<?, ?> values, MapType type) {
    out.append('{');
    boolean isFirst = true;
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      if (!isFirst) out.append(',');
      isFirst = false;
      JsonWriting.quote(out, texts.write(entry.getKey(), type.keyType()));
      out.append(':');
      append(out, entry.getValue(), type.valueType());
    }
    out.append('}');
  }

  private void appendPlain(StringBuilder out, Object value, DataType type) {
    boolean isBare =
        value instanceof Boolean
            || value instanceof Number
                && !(value instanceof Double d && !Double.isFinite(d))
                && !(value instanceof Float f && !Float.isFinite(f));
    String text = texts.write(value, type);
    if (isBare) out.append(text);
    else JsonWriting.quote(out, text);
  }
}
