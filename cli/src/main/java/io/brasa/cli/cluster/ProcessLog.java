package io.brasa.cli.cluster;

import io.brasa.runtime.log.Logs;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How processes that run for long write their log: a line each, with time and level, or of JSON.
 */
public final class ProcessLog {
  /** What there is to be said of it on the command line. */
  public static final List<String> OPTIONS = List.of("--log-format", "--log-level");

  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

  /** Of this process, from which those that it starts learn it. */
  private static final String SETTING = "brasa.conf.log.format";

  /** Held, since the logging of the JDK forgets levels of loggers that nobody holds. */
  private static final Logger LIBRARIES = Logger.getLogger("org.apache");

  /** Tells again and again, with traces, that another master is away. */
  private static final Logger FOLLOWERS = Logger.getLogger("org.apache.ratis.server.leader");

  private final Logs logs = new Logs();
  private final boolean isJson;

  private ProcessLog(boolean isJson) {
    this.isJson = isJson;
  }

  /**
   * @param process stands in each line of JSON
   * @param format {@code text} or {@code json}
   * @param level from which on messages are written; empty for the usual one
   */
  public static ProcessLog begin(String process, String format, String level) {
    if (!format.equals("text") && !format.equals("json"))
      throw ClusterOptions.invalid("The option --log-format is " + format, "Give text or json");
    ProcessLog log = new ProcessLog(format.equals("json"));
    if (log.isJson) {
      System.setProperty(SETTING, format);
      log.logs.writeJson(Map.of("process", process));
    } else if (System.getProperty(FORMAT) == null) {
      System.setProperty(FORMAT, "%1$tF %1$tT %4$s %3$s: %5$s%6$s%n");
    }
    if (!level.isEmpty()) log.logs.setLevel(Logs.ROOT, level);
    LIBRARIES.setLevel(Level.WARNING);
    FOLLOWERS.setLevel(Level.SEVERE);
    return log;
  }

  static ProcessLog begin(String process, ClusterOptions options) {
    return begin(process, options.text("--log-format", "text"), options.text("--log-level", ""));
  }

  boolean isJson() {
    return isJson;
  }

  /** Writes what is said whatever the level is. */
  void say(String text) {
    System.err.println(logs.line(isJson ? text : "brasa: " + text));
  }
}
