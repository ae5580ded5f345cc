package io.brasa.sql.function.time;

import io.brasa.sql.cast.TimeText;
import io.brasa.sql.error.Failures;
import io.brasa.sql.kernel.ZoneShift;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Moments written and read by a pattern, which is kept while it stays the same. */
public final class TimePattern {
  static final String DEFAULT = "yyyy-MM-dd HH:mm:ss";
  private final String function;
  private final ZoneShift zone;
  private String known;
  private DateTimeFormatter formatter;

  public TimePattern(String function, ZoneShift zone) {
    this.function = function;
    this.zone = zone;
  }

  private DateTimeFormatter formatter(String pattern, boolean isReading) {
    if (pattern.equals(known)) return formatter;
    check(pattern, isReading);
    try {
      DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
      append(builder, withProlepticYears(pattern), isReading);
      formatter = builder.toFormatter(Locale.US).withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          function,
          "the pattern '" + pattern + "': " + e.getMessage(),
          "a pattern such as " + DEFAULT);
    }
    known = pattern;
    return formatter;
  }

  /** Letters whose meaning depends on a country's weeks, or that mean nothing in a time, fail. */
  private void check(String pattern, boolean isReading) {
    String refused = isReading ? "ABNWYcenpquwxEFQ" : "ABNWYcenpuw";
    boolean isQuoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\'') isQuoted = !isQuoted;
      int run = i;
      while (!isQuoted && run < pattern.length() && pattern.charAt(run) == c) run++;
      boolean isTooLong = "GMLEQq".indexOf(c) >= 0 && run - i > 4 || c == 'y' && run - i > 6;
      if (!isQuoted && (refused.indexOf(c) >= 0 || isTooLong))
        throw Failures.invalidArgument(
            function,
            "the pattern '" + pattern + "' with '" + pattern.substring(i, run) + "'",
            "a pattern such as " + DEFAULT);
      i = Math.max(i, run - 1);
    }
  }

  /** Fractions of a second are read with up to as many digits as the pattern has. */
  private static void append(DateTimeFormatterBuilder builder, String pattern, boolean isReading) {
    boolean isQuoted = false;
    int from = 0;
    int depth = 0;
    for (int i = 0; isReading && i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\'') isQuoted = !isQuoted;
      if (isQuoted || c != 'S' && c != '[' && c != ']') continue;
      builder.appendPattern(pattern.substring(from, i));
      int run = i;
      while (c == 'S' && run < pattern.length() && pattern.charAt(run) == c) run++;
      if (c == 'S') builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, run - i, false);
      else if (c == '[') builder.optionalStart();
      else if (--depth < 0) throw new IllegalArgumentException("a ] without [");
      else builder.optionalEnd();
      if (c == '[') depth++;
      i = Math.max(i, run - 1);
      from = i + 1;
    }
    builder.appendPattern(pattern.substring(from));
  }

  /** Years of the era would need an era when read strictly. */
  private static String withProlepticYears(String pattern) {
    StringBuilder changed = new StringBuilder();
    boolean isQuoted = false;
    for (char c : pattern.toCharArray()) {
      if (c == '\'') isQuoted = !isQuoted;
      changed.append(c == 'y' && !isQuoted ? 'u' : c);
    }
    return changed.toString();
  }

  public String format(long micros, String pattern) {
    Instant instant = ZoneShift.instant(micros);
    return formatter(pattern, false).format(instant.atZone(zone.zone()));
  }

  /** The moment, or {@link TimeText#NONE}. Parts that are missing are those of 1970-01-01 00:00. */
  public long parse(String text, String pattern) {
    DateTimeFormatter compiled = formatter(pattern, true);
    try {
      TemporalAccessor parsed = compiled.parse(text);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      if (date == null)
        date =
            LocalDate.of(
                get(parsed, ChronoField.YEAR, 1970),
                get(parsed, ChronoField.MONTH_OF_YEAR, 1),
                get(parsed, ChronoField.DAY_OF_MONTH, 1));
      long local =
          date.toEpochDay() * ZoneShift.MICROS_PER_DAY
              + hour(parsed) * 3_600 * ZoneShift.MICROS_PER_SECOND
              + get(parsed, ChronoField.MINUTE_OF_HOUR, 0) * 60 * ZoneShift.MICROS_PER_SECOND
              + get(parsed, ChronoField.SECOND_OF_MINUTE, 0) * ZoneShift.MICROS_PER_SECOND
              + get(parsed, ChronoField.NANO_OF_SECOND, 0) / 1_000;
      ZoneId own = parsed.query(TemporalQueries.zone());
      return own == null ? zone.fromLocal(local) : new ZoneShift(own).fromLocal(local);
    } catch (DateTimeException _) {
      return TimeText.NONE;
    }
  }

  /** Hours of a half day without a half are those of the morning. */
  private static int hour(TemporalAccessor parsed) {
    return get(parsed, ChronoField.HOUR_OF_DAY, get(parsed, ChronoField.HOUR_OF_AMPM, 0));
  }

  private static int get(TemporalAccessor parsed, ChronoField field, int missing) {
    return parsed.isSupported(field) ? parsed.get(field) : missing;
  }
}
