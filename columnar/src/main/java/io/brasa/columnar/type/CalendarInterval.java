package io.brasa.columnar.type;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time in months, days and microseconds at once: a value of the type {@code INTERVAL}.
 * A month has no certain number of days, and a day of a time zone no certain number of hours.
 */
public record CalendarInterval(int months, int days, long microseconds) implements Serializable {
  private static final int MONTHS_PER_YEAR = 12;
  private static final long PER_SECOND = 1_000_000;
  private static final long PER_MINUTE = 60 * PER_SECOND;
  private static final long PER_HOUR = 60 * PER_MINUTE;
  private static final int DIGITS = 6;

  private static final Pattern PART =
      Pattern.compile(
          "\\s*([+-]?)\\s*(?:(\\d+)(?:\\.(\\d{0,9}))?|\\.(\\d{1,9}))\\s+"
              + "(year|month|week|day|hour|minute|second|millisecond|microsecond)s?(?=\\s|$)\\s*");

  /** Its first two parts in one number. */
  public long monthsAndDays() {
    return (long) months << Integer.SIZE | days & 0xFFFF_FFFFL;
  }

  /** An interval of {@link #monthsAndDays} and microseconds. */
  public static CalendarInterval of(long monthsAndDays, long microseconds) {
    return new CalendarInterval(
        (int) (monthsAndDays >> Integer.SIZE), (int) monthsAndDays, microseconds);
  }

  /**
   * An interval as people write it: {@code 1 month -2 days 3.5 seconds}; empty of what is none.
   * Only seconds may have a fraction.
   */
  public static Optional<CalendarInterval> parse(String text) {
    String rest = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^interval\\s+", "");
    if (rest.isEmpty()) return Optional.empty();
    Matcher part = PART.matcher(rest);
    try {
      CalendarInterval sum = new CalendarInterval(0, 0, 0);
      int at = 0;
      while (at < rest.length()) {
        if (!part.find(at) || part.start() != at) return Optional.empty();
        boolean hasFraction = part.group(3) != null || part.group(4) != null;
        if (hasFraction && !part.group(5).equals("second")) return Optional.empty();
        sum = sum.plus(part(part));
        at = part.end();
      }
      return Optional.of(sum);
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static CalendarInterval part(Matcher part) {
    long sign = part.group(1).equals("-") ? -1 : 1;
    long count = part.group(2) == null ? 0 : sign * Long.parseLong(part.group(2));
    return switch (part.group(5)) {
      case "year" -> ofMonths(Math.multiplyExact(count, MONTHS_PER_YEAR));
      case "month" -> ofMonths(count);
      case "week" -> ofDays(Math.multiplyExact(count, 7));
      case "day" -> ofDays(count);
      case "hour" -> ofMicroseconds(Math.multiplyExact(count, PER_HOUR));
      case "minute" -> ofMicroseconds(Math.multiplyExact(count, PER_MINUTE));
      case "second" -> {
        String digits = part.group(3) == null ? part.group(4) : part.group(3);
        String fraction = ((digits == null ? "" : digits) + "000000").substring(0, DIGITS);
        yield ofMicroseconds(
            Math.addExact(Math.multiplyExact(count, PER_SECOND), sign * Long.parseLong(fraction)));
      }
      case "millisecond" -> ofMicroseconds(Math.multiplyExact(count, 1_000));
      default -> ofMicroseconds(count);
    };
  }

  private static CalendarInterval ofMonths(long months) {
    return new CalendarInterval(Math.toIntExact(months), 0, 0);
  }

  private static CalendarInterval ofDays(long days) {
    return new CalendarInterval(0, Math.toIntExact(days), 0);
  }

  private static CalendarInterval ofMicroseconds(long microseconds) {
    return new CalendarInterval(0, 0, microseconds);
  }

  /**
   * Part by part.
   *
   * @throws ArithmeticException if one has no room
   */
  public CalendarInterval plus(CalendarInterval other) {
    return new CalendarInterval(
        Math.addExact(months, other.months),
        Math.addExact(days, other.days),
        Math.addExact(microseconds, other.microseconds));
  }

  /**
   * Part by part.
   *
   * @throws ArithmeticException if one has no room
   */
  public CalendarInterval minus(CalendarInterval other) {
    return new CalendarInterval(
        Math.subtractExact(months, other.months),
        Math.subtractExact(days, other.days),
        Math.subtractExact(microseconds, other.microseconds));
  }

  /** As SQL shows it: {@code 1 years 2 months 3 days 4 hours 5 minutes 6.5 seconds}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(" ");
    add(text, months / MONTHS_PER_YEAR, "years");
    add(text, months % MONTHS_PER_YEAR, "months");
    add(text, days, "days");
    add(text, microseconds / PER_HOUR, "hours");
    add(text, microseconds % PER_HOUR / PER_MINUTE, "minutes");
    long rest = microseconds % PER_MINUTE;
    if (rest != 0 || text.length() == 0)
      text.add(BigDecimal.valueOf(rest, DIGITS).stripTrailingZeros().toPlainString() + " seconds");
    return text.toString();
  }

  private static void add(StringJoiner text, long count, String unit) {
    if (count != 0) text.add(count + " " + unit);
  }
}
