package io.brasa.acceptance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares rows of two engines by value, whatever classes they are of. Whole numbers are to be the
 * same; other numbers may differ by one part in a million, and our decimals from a double by half
 * of their last place, since they are rounded.
 */
final class SameRows {
  private static final double TOLERANCE = 1e-6;
  private static final Pattern SPAN =
      Pattern.compile(
          "(?=.)(?:(?<days>-?\\d+) days?)? ?"
              + "(?:(?<minus>-)?(?<hours>\\d+):(?<minutes>\\d\\d):(?<seconds>\\d\\d(?:\\.\\d+)?))?");

  private SameRows() {}

  /** What is different, if anything: rows in their order. */
  static Optional<String> differenceInOrder(List<List<Object>> ours, List<List<Object>> others) {
    if (ours.size() != others.size())
      return Optional.of(
          ours.size() + " rows, and " + others.size() + " expected" + first(ours, others));
    for (int i = 0; i < ours.size(); i++) {
      if (!same(ours.get(i), others.get(i)))
        return Optional.of(
            "row " + i + "\n  ours     " + ours.get(i) + "\n  expected " + others.get(i));
    }
    return Optional.empty();
  }

  /** As above, in any order. */
  static Optional<String> difference(List<List<Object>> ours, List<List<Object>> others) {
    BitSet rough = rough(ours);
    rough.or(rough(others));
    return differenceInOrder(sorted(ours, rough), sorted(others, rough));
  }

  /** The columns with numbers that are not whole; the other engine may have whole ones there. */
  private static BitSet rough(List<List<Object>> rows) {
    BitSet rough = new BitSet();
    for (List<Object> row : rows)
      for (int i = 0; i < row.size(); i++)
        if (row.get(i) instanceof Number number && !isWhole(number)) rough.set(i);
    return rough;
  }

  private static String first(List<List<Object>> ours, List<List<Object>> others) {
    for (int i = 0; i < Math.max(ours.size(), others.size()); i++) {
      boolean isIn = i < ours.size() && i < others.size();
      if (isIn && same(ours.get(i), others.get(i))) continue;
      return "\n  ours     "
          + (i < ours.size() ? ours.get(i) : "-")
          + "\n  expected "
          + (i < others.size() ? others.get(i) : "-");
    }
    return "";
  }

  private static List<List<Object>> sorted(List<List<Object>> rows, BitSet roughColumns) {
    record Keyed(String key, List<Object> row) {}
    List<Keyed> keyed = new ArrayList<>();
    for (List<Object> row : rows) keyed.add(new Keyed(key(row, roughColumns), row));
    keyed.sort(Comparator.comparing(Keyed::key));
    return keyed.stream().map(Keyed::row).toList();
  }

  /** What is exact first, so that the last digits of what is not decide as little as can be. */
  private static String key(List<Object> row, BitSet roughColumns) {
    StringBuilder exact = new StringBuilder();
    StringBuilder rough = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      // Where a number is missing is exact.
      rough.append(';');
      boolean isRough = roughColumns.get(i);
      switch (row.get(i)) {
        case null -> rough.append("null");
        case Number number when isRough -> rough.append(rounded(number.doubleValue())).append('|');
        case Object value -> exact.append(plain(value)).append('|');
      }
    }
    return exact.append(rough).toString();
  }

  private static String rounded(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) return Double.toString(number);
    return new BigDecimal(number)
        .round(new java.math.MathContext(8, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static boolean same(List<Object> ours, List<Object> others) {
    if (ours.size() != others.size()) return false;
    for (int i = 0; i < ours.size(); i++) if (!same(ours.get(i), others.get(i))) return false;
    return true;
  }

  private static boolean same(Object ours, Object other) {
    if (ours == null || other == null) return ours == other;
    if (isWhole(ours) && isWhole(other)) return whole(ours).equals(whole(other));
    if (ours instanceof BigDecimal decimal && other instanceof Double number) {
      double rounding = 0.500_001 * Math.pow(10, -decimal.scale());
      if (Math.abs(decimal.doubleValue() - number) <= rounding) return true;
    }
    if (ours instanceof Number a && other instanceof Number b)
      return near(a.doubleValue(), b.doubleValue());
    return plain(ours).equals(plain(other));
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger;
  }

  private static BigInteger whole(Object value) {
    return value instanceof BigInteger big ? big : BigInteger.valueOf(((Number) value).longValue());
  }

  private static boolean near(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) return Double.isNaN(a) && Double.isNaN(b);
    return a == b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }

  /** What the other engine gives for an interval of days and less. */
  private static Duration span(String text) {
    Matcher parts = SPAN.matcher(text);
    Duration span = Duration.ZERO;
    if (!parts.matches()) throw new IllegalArgumentException(text);
    if (parts.group("days") != null) span = span.plusDays(Long.parseLong(parts.group("days")));
    if (parts.group("hours") == null) return span;
    Duration time =
        Duration.ofHours(Long.parseLong(parts.group("hours")))
            .plusMinutes(Long.parseLong(parts.group("minutes")))
            .plusNanos(new BigDecimal(parts.group("seconds")).movePointRight(9).longValue());
    return parts.group("minus") == null ? span.plus(time) : span.minus(time);
  }

  private static String plain(Object value) {
    return switch (value) {
      case java.sql.Date date -> date.toLocalDate().toString();
      case java.sql.Timestamp time -> time.toLocalDateTime().toString();
      case Duration span -> span.toString();
      case String text when SPAN.matcher(text).matches() -> span(text).toString();
      default -> isWhole(value) ? whole(value).toString() : value.toString();
    };
  }
}
