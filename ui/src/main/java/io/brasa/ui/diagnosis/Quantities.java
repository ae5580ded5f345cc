package io.brasa.ui.diagnosis;

import java.util.Locale;

/** Numbers as people read them. */
final class Quantities {
  private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};

  private Quantities() {}

  /** {@code 41 s}, {@code 0.9 s}, {@code 12 ms}, {@code 3.5 min}. */
  static String nanos(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds >= 120) return decimal(seconds / 60) + " min";
    if (seconds >= 0.1) return decimal(seconds) + " s";
    return decimal(nanos / 1e6) + " ms";
  }

  static String millis(long millis) {
    return nanos(millis * 1_000_000);
  }

  /** By powers of 1,024: {@code 1.2 GB}. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1_000 && unit < UNITS.length - 1) {
      value /= 1_024;
      unit++;
    }
    return decimal(value) + " " + UNITS[unit];
  }

  /** {@code 1,234,567}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 task}, {@code 2 tasks}. */
  static String count(long count, String what) {
    return count(count) + " " + what + (count == 1 ? "" : "s");
  }

  /** {@code 62 %}. */
  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  /** {@code 3.1 times}. */
  static String times(double ratio) {
    return decimal(ratio) + " times";
  }

  /** With one decimal below ten. */
  private static String decimal(double value) {
    String text = String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
