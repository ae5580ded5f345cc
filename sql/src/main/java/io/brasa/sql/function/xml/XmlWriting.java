package io.brasa.sql.function.xml;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.function.json.TextOptions;
import io.brasa.sql.function.json.TypedText;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Structs as XML text: an element for each field, indented. */
final class XmlWriting {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_:][\\p{L}\\p{N}_:.\\-·]*");

  private final TypedText texts;
  private final XmlNames names;
  private final String root;
  private final String element;
  private final String nullValue;
  private final String indent;

  XmlWriting(TypedText texts, TextOptions options) {
    this.texts = texts;
    this.names = XmlNames.of(options);
    this.root = options.get("rowTag").orElse("ROW");
    this.element = options.get("arrayElementName").orElse("item");
    this.nullValue = options.get("nullValue").orElse(null);
    this.indent = options.get("indent").orElse("    ");
  }

  /** The element of one struct. */
  String write(List<?> values, StructType type) {
    StringBuilder out = new StringBuilder();
    struct(out, root, values, type, 0);
    return out.toString();
  }

  /** As text of an element, or of an attribute. */
  static void escape(StringBuilder out, String text, boolean isAttribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '&' -> out.append("&amp;");
        case '>' ->
            out.append(isAttribute ? ">" : i >= 2 && text.startsWith("]]", i - 2) ? "&gt;" : ">");
        case '"' -> out.append(isAttribute ? "&quot;" : "\"");
        default -> out.append(c);
      }
    }
  }

  private void line(StringBuilder out, int depth) {
    if (indent.isEmpty() || out.isEmpty()) return;
    out.append('\n').repeat(indent, depth);
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches())
      throw Failures.invalidArgument(
          "to_xml", "the name '" + name + "'", "letters, digits, hyphens and underscores");
    return name;
  }

  /** Attributes, then text, then elements. */
  private void struct(StringBuilder out, String name, List<?> values, StructType type, int depth) {
    line(out, depth);
    out.append('<').append(checked(name));
    StringBuilder inner = new StringBuilder();
    boolean hasElements = false;
    for (int i = 0; i < type.size(); i++) {
      StructField field = type.field(i);
      Object value = values.get(i);
      if (value == null && nullValue == null) continue;
      if (field.name().equals(names.valueTag())) {
        escape(inner, plain(value, field.dataType()), false);
      } else if (isAttribute(field.name())) {
        out.append(' ').append(checked(field.name().substring(names.attributePrefix().length())));
        out.append("=\"");
        escape(out, attribute(value, field), true);
        out.append('"');
      }
    }
    StringBuilder elements = new StringBuilder(" ");
    for (int i = 0; i < type.size(); i++) {
      StructField field = type.field(i);
      if (field.name().equals(names.valueTag()) || isAttribute(field.name())) continue;
      hasElements |= field(elements, field.name(), values.get(i), field.dataType(), depth + 1);
    }
    close(out, name, inner.append(elements, 1, elements.length()), hasElements, depth);
  }

  private void close(
      StringBuilder out, String name, StringBuilder inner, boolean hasElements, int depth) {
    if (inner.isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>').append(inner);
    if (hasElements) line(out, depth);
    out.append("</").append(name).append('>');
  }

  private boolean isAttribute(String name) {
    String prefix = names.attributePrefix();
    return !prefix.isEmpty() && name.startsWith(prefix) && name.length() > prefix.length();
  }

  private String attribute(Object value, StructField field) {
    if (value instanceof List<?> || value instanceof Map<?, ?>)
      throw Failures.invalidArgument(
          "to_xml",
          "the attribute " + field.name() + " of " + field.dataType().sql(),
          "a plain value, or another name");
    return plain(value, field.dataType());
  }

  private String plain(Object value, DataType type) {
    return switch (value) {
      case null -> nullValue;
      // as Spark shows bytes
      case byte[] bytes -> "[" + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes) + "]";
      default -> texts.write(value, type);
    };
  }

  /** An element, or one for each of an array; whether there is any. */
  private boolean field(StringBuilder out, String name, Object value, DataType type, int depth) {
    if (value == null && nullValue == null) return false;
    switch (type) {
      case StructType struct when value != null ->
          struct(out, name, (List<?>) value, struct, depth);
      case ArrayType array when value != null -> {
        boolean isAny = false;
        for (Object each : (List<?>) value) {
          boolean isNested = array.elementType() instanceof ArrayType && each != null;
          isAny |=
              isNested
                  ? nested(out, name, (List<?>) each, (ArrayType) array.elementType(), depth)
                  : field(out, name, each, array.elementType(), depth);
        }
        return isAny;
      }
      case MapType map when value != null -> {
        StringBuilder inner = new StringBuilder(" ");
        boolean isAny = false;
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet())
          isAny |=
              field(
                  inner,
                  plain(entry.getKey(), map.keyType()),
                  entry.getValue(),
                  map.valueType(),
                  depth + 1);
        line(out, depth);
        out.append('<').append(checked(name));
        close(out, name, inner.deleteCharAt(0), isAny, depth);
      }
      default -> {
        line(out, depth);
        out.append('<').append(checked(name)).append('>');
        escape(out, plain(value, type), false);
        out.append("</").append(name).append('>');
      }
    }
    return true;
  }

  /** An array in an array: an element with elements of the option's name. */
  private boolean nested(
      StringBuilder out, String name, List<?> values, ArrayType type, int depth) {
    StringBuilder inner = new StringBuilder(" ");
    boolean isAny = field(inner, element, values, type, depth + 1);
    line(out, depth);
    out.append('<').append(checked(name));
    close(out, name, inner.deleteCharAt(0), isAny, depth);
    return true;
  }
}
