package io.brasa.cli.cluster;

/** How processes that run for long write their log: a line each, with time and level. */
final class ProcessLog {
  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

  private ProcessLog() {}

  static void begin() {
    if (System.getProperty(FORMAT) == null)
      System.setProperty(FORMAT, "%1$tF %1$tT %4$s %3$s: %5$s%6$s%n");
  }
}
