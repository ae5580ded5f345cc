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
final class TimePattern {
  static final String DEFAULT = "yyyy-MM-dd HH:mm:ss";
  private final String function;
  private final ZoneShift zone;
  private String known;
  private DateTimeFormatter formatter;

  TimePattern(String function, ZoneShift zone) {
    this.function = function;
    this.zone = zone;
  }

  private DateTimeFormatter formatter(String pattern) {
    if (pattern.equals(known)) return formatter;
    try {
      formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(withProlepticYears(pattern))
              .toFormatter(Locale.US)
              .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          function,
          "the pattern '" + pattern + "': " + e.getMessage(),
          "a pattern such as " + DEFAULT);
    }
    known = pattern;
    return formatter;
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

  String format(long micros, String pattern) {
    Instant instant = ZoneShift.instant(micros);
    return formatter(pattern).format(instant.atZone(zone.zone()));
  }

  /** The moment, or {@link TimeText#NONE}. Parts that are missing are those of 1970-01-01 00:00. */
  long parse(String text, String pattern) {
    DateTimeFormatter compiled = formatter(pattern);
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
              + get(parsed, ChronoField.HOUR_OF_DAY, 0) * 3_600 * ZoneShift.MICROS_PER_SECOND
              + get(parsed, ChronoField.MINUTE_OF_HOUR, 0) * 60 * ZoneShift.MICROS_PER_SECOND
              + get(parsed, ChronoField.SECOND_OF_MINUTE, 0) * ZoneShift.MICROS_PER_SECOND
              + get(parsed, ChronoField.NANO_OF_SECOND, 0) / 1_000;
      ZoneId own = parsed.query(TemporalQueries.zone());
      return own == null ? zone.fromLocal(local) : new ZoneShift(own).fromLocal(local);
    } catch (DateTimeException _) {
      return TimeText.NONE;
    }
  }

  private static int get(TemporalAccessor parsed, ChronoField field, int missing) {
    return parsed.isSupported(field) ? parsed.get(field) : missing;
  }
}
