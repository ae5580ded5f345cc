package io.brasa.columnar.type;

import java.util.Locale;

/** How the types of intervals are written. */
final class IntervalText {
  private IntervalText() {}

  static String of(Enum<?> start, Enum<?> end) {
    String first = start.name().toLowerCase(Locale.ROOT);
    return start == end
        ? "interval " + first
        : "interval " + first + " to " + end.name().toLowerCase(Locale.ROOT);
  }
}
