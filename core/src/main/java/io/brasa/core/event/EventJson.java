package io.brasa.core.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * Events as lines of JSON, for people and other tools: {@code
 * {"event":"JobEnded","atMillis":5,"job":1,"error":""}}. Components keep names and order of the
 * records. Stateless.
 */
public final class EventJson {
  private EventJson() {}

  /** One event as one line, without an end of line. */
  public static String line(Event event) {
    StringBuilder out =
        new StringBuilder(160)
            .append("{\"event\":\"")
            .append(event.getClass().getSimpleName())
            .append('"');
    appendComponents(out, (Record) event, true);
    return out.append('}').toString();
  }

  private static void appendComponents(StringBuilder out, Record value, boolean isContinued) {
    boolean hasBefore = isContinued;
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      if (hasBefore) out.append(',');
      hasBefore = true;
      appendText(out, component.getName());
      append(out.append(':'), valueOf(component, value));
    }
  }

  private static Object valueOf(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("The component " + component + " cannot be read", e);
    }
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> appendText(out, text);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case List<?> list -> appendList(out, list);
      case Record part -> {
        appendComponents(out.append('{'), part, false);
        out.append('}');
      }
      default -> appendText(out, value.toString());
    }
  }

  private static void appendList(StringBuilder out, List<?> list) {
    out.append('[');
    for (int index = 0; index < list.size(); index++) {
      if (index > 0) out.append(',');
      append(out, list.get(index));
    }
    out.append(']');
  }

  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= ' ' && c != 0x7f && !Character.isSurrogate(c)) {
            out.append(c);
          } else if (isPair(text, index)) {
            out.append(c).append(text.charAt(++index));
          } else {
            appendEscape(out, c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }

  private static void appendEscape(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
      out.append(Character.forDigit(c >> shift & 0xf, 16));
  }
}
