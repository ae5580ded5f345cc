package io.brasa.cli.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** Writes values as JSON on one line, and reads back a number of such a line. */
final class Json {
  private Json() {}

  /**
   * @param value a map, list, string, number, boolean or null
   */
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  /** Four significant digits: more would only show noise. */
  static double round(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) return value;
    return new BigDecimal(value).round(new MathContext(4)).doubleValue();
  }

  /** The first number under a name in a line of JSON, or NaN. */
  static double number(String line, String name) {
    String key = "\"" + name + "\":";
    int at = line.indexOf(key);
    if (at < 0) return Double.NaN;
    int start = at + key.length();
    int end = start;
    while (end < line.length() && "+-.0123456789eE".indexOf(line.charAt(end)) >= 0) end++;
    return end == start ? Double.NaN : Double.parseDouble(line.substring(start, end));
  }

  /**
   * The first string under a name in a line of JSON, as it is written there, or the empty string.
   */
  static String text(String line, String name) {
    String key = "\"" + name + "\":\"";
    int at = line.indexOf(key);
    if (at < 0) return "";
    int end = line.indexOf('"', at + key.length());
    return end < 0 ? "" : line.substring(at + key.length(), end);
  }

  private static void append(Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> appendMap(map, out);
      case Iterable<?> list -> appendList(list, out);
      case Double number when number.isNaN() || number.isInfinite() -> out.append("null");
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      default -> appendText(value.toString(), out);
    }
  }

  private static void appendMap(Map<?, ?> map, StringBuilder out) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      appendText(entry.getKey().toString(), out);
      out.append(':');
      append(entry.getValue(), out);
      separator = ',';
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void appendList(Iterable<?> list, StringBuilder out) {
    out.append('[');
    boolean isFirst = true;
    for (Object element : list) {
      if (!isFirst) out.append(',');
      append(element, out);
      isFirst = false;
    }
    out.append(']');
  }

  private static void appendText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < ' ')
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      else out.append(c);
    }
    out.append('"');
  }
}
