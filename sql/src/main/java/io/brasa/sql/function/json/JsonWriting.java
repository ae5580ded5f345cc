package io.brasa.sql.function.json;

import java.util.List;
import java.util.Map;

/** What {@link JsonReader} has read as text again, without blanks. */
final class JsonWriting {
  private static final String HEX = "0123456789abcdef";

  private JsonWriting() {}

  static void append(StringBuilder out, Object value) {
    switch (value) {
      case Map<?, ?> fields -> {
        out.append('{');
        boolean isFirst = true;
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          if (!isFirst) out.append(',');
          isFirst = false;
          quote(out, (String) field.getKey());
          out.append(':');
          append(out, field.getValue());
        }
        out.append('}');
      }
      case List<?> elements -> {
        out.append('[');
        for (int i = 0; i < elements.size(); i++) {
          if (i > 0) out.append(',');
          append(out, elements.get(i));
        }
        out.append(']');
      }
      case String text -> quote(out, text);
      case JsonReader.Plain plain -> out.append(plain.text());
      default -> throw new IllegalArgumentException("no JSON value: " + value);
    }
  }

  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c >= ' ') out.append(c);
          else out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
      }
    }
    out.append('"');
  }
}
