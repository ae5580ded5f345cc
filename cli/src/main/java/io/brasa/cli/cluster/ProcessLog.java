package io.brasa.cli.cluster;

import java.util.logging.Level;
import java.util.logging.Logger;

/** How processes that run for long write their log: a line each, with time and level. */
final class ProcessLog {
  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

  /** Held, since the logging of the JDK forgets levels of loggers that nobody holds. */
  private static final Logger LIBRARIES = Logger.getLogger("org.apache");

  /** Tells again and again, with traces, that another master is away. */
  private static final Logger FOLLOWERS = Logger.getLogger("org.apache.ratis.server.leader");

  private ProcessLog() {}

  static void begin() {
    if (System.getProperty(FORMAT) == null)
      System.setProperty(FORMAT, "%1$tF %1$tT %4$s %3$s: %5$s%6$s%n");
    LIBRARIES.setLevel(Level.WARNING);
    FOLLOWERS.setLevel(Level.SEVERE);
  }
}
