package io.brasa.runtime.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * A message as one line of JSON: {@code time} (ISO 8601, UTC, milliseconds), {@code level} ({@code
 * ERROR}, {@code WARN}, {@code INFO}, {@code DEBUG}, {@code TRACE}), {@code logger}, {@code
 * thread}, {@code message}, what is said of the process, and of an error {@code error} (its class),
 * {@code errorMessage} and {@code stack}. Thread-safe.
 */
public final class JsonLines extends Formatter {
  private final Map<String, String> fields;

  /**
   * @param fields stand in each line
   */
  public JsonLines(Map<String, String> fields) {
    this.fields = new TreeMap<>(fields);
  }

  @Override
  public String format(LogRecord record) {
    StringBuilder out = new StringBuilder(200).append('{');
    Instant time = record.getInstant().truncatedTo(ChronoUnit.MILLIS);
    append(out, "time", time.toString());
    append(out, "level", level(record.getLevel()));
    append(out, "logger", String.valueOf(record.getLoggerName()));
    // Handlers are called by the thread that logs.
    append(out, "thread", Thread.currentThread().getName());
    fields.forEach((name, value) -> append(out, name, value));
    append(out, "message", String.valueOf(formatMessage(record)));
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      append(out, "error", thrown.getClass().getName());
      append(out, "errorMessage", String.valueOf(thrown.getMessage()));
      append(out, "stack", Stacks.text(thrown));
    }
    return out.append("}\n").toString();
  }

  static String level(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) return "ERROR";
    if (value >= Level.WARNING.intValue()) return "WARN";
    if (value >= Level.CONFIG.intValue()) return "INFO";
    return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
  }

  private static void append(StringBuilder out, String name, String text) {
    if (out.length() > 1) out.append(',');
    appendText(out, name);
    out.append(':');
    appendText(out, text);
  }

  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c == '\n') out.append("\\n");
      else if (c == '\t') out.append("\\t");
      else if (isPair) out.append(c).append(text.charAt(++i));
      else if (c < ' ' || c == 0x7f || Character.isSurrogate(c))
        out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    out.append('"');
  }
}
