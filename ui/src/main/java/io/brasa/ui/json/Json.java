package io.brasa.ui.json;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes JSON: records and maps with texts as keys as objects, lists and arrays of numbers as
 * arrays, enums as words in small letters with a hyphen between them, what is absent as null.
 * Numbers that are none (NaN, infinite) become null. Stateless.
 */
public final class Json {
  private Json() {}

  /** A value as text. */
  public static String text(Object value) {
    StringBuilder out = new StringBuilder(512);
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> appendText(out, text);
      case Double number -> appendNumber(out, number);
      case Float number -> appendNumber(out, number);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case Optional<?> optional -> append(out, optional.orElse(null));
      case List<?> list -> appendList(out, list);
      case Map<?, ?> map -> appendMap(out, map);
      case Joined joined -> {
        out.append('{');
        for (Record part : joined.parts()) appendMembers(out, part);
        out.append('}');
      }
      case Record record -> {
        appendMembers(out.append('{'), record);
        out.append('}');
      }
      case Enum<?> word -> appendText(out, word.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case int[] numbers -> appendNumbers(out, numbers);
      case double[] numbers -> appendNumbers(out, numbers);
      case Object[] values -> appendList(out, List.of(values));
      default ->
          throw new IllegalArgumentException("no value of JSON: " + value.getClass().getName());
    }
  }

  private static void appendMembers(StringBuilder out, Record record) {
    Shape shape = Shape.of(record.getClass());
    for (int i = 0; i < shape.count(); i++) {
      if (out.charAt(out.length() - 1) != '{') out.append(',');
      appendText(out, shape.name(i));
      out.append(':');
      append(out, shape.value(i, record));
    }
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      appendText(out, entry.getKey().toString());
      append(out.append(':'), entry.getValue());
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void appendList(StringBuilder out, List<?> list) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) out.append(',');
      append(out, list.get(i));
    }
    out.append(']');
  }

  private static void appendNumbers(StringBuilder out, int[] numbers) {
    out.append('[');
    for (int i = 0; i < numbers.length; i++) {
      if (i > 0) out.append(',');
      out.append(numbers[i]);
    }
    out.append(']');
  }

  private static void appendNumbers(StringBuilder out, double[] numbers) {
    out.append('[');
    for (int i = 0; i < numbers.length; i++) {
      if (i > 0) out.append(',');
      appendNumber(out, numbers[i]);
    }
    out.append(']');
  }

  /** Whole numbers without a point. */
  private static void appendNumber(StringBuilder out, double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      out.append("null");
    } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      out.append((long) number);
    } else {
      out.append(number);
    }
  }

  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= ' ' && c != 0x7f && c != 0x2028 && c != 0x2029 && !Character.isSurrogate(c)) {
            out.append(c);
          } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else {
            appendEscape(out, c);
          }
        }
      }
    }
    out.append('"');
  }

  private static void appendEscape(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
      out.append(Character.forDigit(c >> shift & 0xf, 16));
  }
}
