package io.brasa.cli.terminal;

/**
 * Numbers for people. By hand: the JDK's formatter costs tens of milliseconds on first use, which
 * is after every program.
 */
final class Amounts {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Amounts() {}

  /** {@code 1234567} as {@code 1,234,567}. */
  static String count(long value) {
    StringBuilder text = new StringBuilder(Long.toString(value));
    for (int at = text.length() - 3; at > 0; at -= 3) text.insert(at, ',');
    return text.toString();
  }

  /** Powers of 1,000 with one decimal: {@code 12.3 MB}. */
  static String bytes(long value) {
    int unit = 0;
    long tenths = value * 10;
    if (value < 1_000) return value + " B";
    for (double rest = value; rest >= 999.95; rest /= 1_000) {
      unit++;
      tenths = Math.round(rest / 100);
    }
    return decimal(tenths) + " " + UNITS[unit];
  }

  /** {@code 84 ms}, {@code 2.5 s} or {@code 3 min 7 s}. */
  static String duration(long millis) {
    if (millis < 1_000) return millis + " ms";
    if (millis < 60_000) return decimal(Math.round(millis / 100.0)) + " s";
    return millis / 60_000 + " min " + millis % 60_000 / 1_000 + " s";
  }

  private static String decimal(long tenths) {
    return tenths / 10 + "." + tenths % 10;
  }
}
