package io.brasa.runtime.log;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The levels of this process' loggers, and the form of its log. Both are the whole process',
 * however many of these there are: the last word counts. Levels stay; closing it gives back the
 * form that was before. Thread-safe.
 */
public final class Logs implements AutoCloseable {
  /** Stands for all loggers. */
  public static final String ROOT = "";

  /** Spark's words, and those of the JDK. */
  private static final Map<String, Level> LEVELS =
      Map.ofEntries(
          Map.entry("ALL", Level.ALL),
          Map.entry("TRACE", Level.FINER),
          Map.entry("DEBUG", Level.FINE),
          Map.entry("INFO", Level.INFO),
          Map.entry("WARN", Level.WARNING),
          Map.entry("WARNING", Level.WARNING),
          Map.entry("ERROR", Level.SEVERE),
          Map.entry("FATAL", Level.SEVERE),
          Map.entry("OFF", Level.OFF));

  private static final String OWN = "sun.util.logging.";

  // Guarded by this. Loggers are held: the JDK forgets the levels of those that nobody holds.
  private final Map<String, Logger> changed = new TreeMap<>();
  private final Map<Handler, Formatter> forms = new LinkedHashMap<>();
  private Optional<JsonLines> json = Optional.empty();

  /**
   * From now on a logger, with those below it that have no level of their own, says what is as
   * important as this or more.
   *
   * @param logger {@link #ROOT} for all
   * @param level {@code ALL}, {@code TRACE}, {@code DEBUG}, {@code INFO}, {@code WARN}, {@code
   *     ERROR}, {@code FATAL} or {@code OFF}, in small letters as well
   * @throws EngineException {@code LOG_LEVEL_INVALID} if there is no such level, or messages go
   *     elsewhere
   */
  public synchronized void setLevel(String logger, String level) {
    Level wanted = LEVELS.get(level.toUpperCase(Locale.ROOT));
    if (wanted == null)
      throw new EngineException(
          RuntimeError.LOG_LEVEL_INVALID,
          "There is no log level '" + level + "'",
          "Use ALL, TRACE, DEBUG, INFO, WARN, ERROR, FATAL or OFF");
    requireOwn();
    Logger target = Logger.getLogger(logger);
    target.setLevel(wanted);
    changed.put(logger, target);
    // Handlers have levels, too, that nobody means who asks for more.
    for (Handler handler : root().getHandlers())
      if (handler.getLevel().intValue() > wanted.intValue()) handler.setLevel(wanted);
  }

  /** What was set here, by logger, and that of all others. */
  public synchronized Map<String, String> levels() {
    Map<String, String> levels = new HashMap<>();
    levels.put(ROOT, word(root().getLevel()));
    changed.forEach((name, logger) -> levels.put(name, word(logger.getLevel())));
    return levels;
  }

  private static String word(Level level) {
    if (level == null) return "INFO";
    if (level == Level.OFF || level == Level.ALL) return level.getName();
    return JsonLines.level(level);
  }

  /**
   * From now on what is logged is lines of JSON.
   *
   * @param fields stand in each of them
   */
  public synchronized void writeJson(Map<String, String> fields) {
    requireOwn();
    JsonLines lines = new JsonLines(fields);
    json = Optional.of(lines);
    for (Handler handler : root().getHandlers()) {
      forms.putIfAbsent(handler, handler.getFormatter());
      handler.setFormatter(lines);
    }
  }

  /**
   * What a process says by itself, as what is logged looks: without the end of the line the text as
   * it is, or one line of JSON.
   */
  public synchronized String line(String text) {
    return json.map(lines -> formatted(lines, text, Optional.empty())).orElse(text);
  }

  /** With an error and where it comes from. */
  public synchronized String line(String text, Throwable thrown) {
    return json.map(lines -> formatted(lines, text, Optional.of(thrown)))
        .orElseGet(() -> text + ": " + Stacks.text(thrown).stripTrailing());
  }

  private static String formatted(JsonLines lines, String text, Optional<Throwable> thrown) {
    LogRecord record = new LogRecord(thrown.isPresent() ? Level.SEVERE : Level.INFO, text);
    record.setLoggerName("io.brasa");
    thrown.ifPresent(record::setThrown);
    return lines.format(record).stripTrailing();
  }

  private static Logger root() {
    return Logger.getLogger(ROOT);
  }

  private static void requireOwn() {
    String finder = System.LoggerFinder.getLoggerFinder().getClass().getName();
    if (finder.startsWith(OWN)) return;
    throw new EngineException(
        RuntimeError.LOG_LEVEL_INVALID,
        "What is logged goes to " + finder + ", not to the JDK's own logging",
        "Set levels and form there, or take that library off the class path");
  }

  @Override
  public synchronized void close() {
    forms.forEach(Handler::setFormatter);
    forms.clear();
    json = Optional.empty();
  }
}
