package io.brasa.columnar.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Reads dates and timestamps from bytes: {@code 2024-1-31}, {@code 2024-01-31
 * 12:00:00.123456+01:00} and shorter forms of them, or what a pattern says. Values are days and
 * microseconds since 1970 and are left in fields. Belongs to one thread.
 */
public final class TimeText {
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long SECONDS_PER_DAY = 86_400L;

  private final ZoneId zone;
  private final ZoneOffset fixedOffset;
  private final DateTimeFormatter dateFormat;
  private final DateTimeFormatter timestampFormat;
  private final DateTimeFormatter localFormat;

  /** Of {@link #parseDate}. */
  public int days;

  /** Of {@link #parseTimestamp} and {@link #parseLocal}. */
  public long micros;

  private int at;

  /**
   * @param zone of timestamps that name none
   * @param patterns what a pattern is null for is read in the usual form
   */
  public TimeText(ZoneId zone, TimePatterns patterns) {
    this.zone = zone;
    this.fixedOffset =
        zone.getRules().isFixedOffset() ? zone.getRules().getOffset(Instant.EPOCH) : null;
    this.dateFormat = patterns.dateFormatter();
    this.timestampFormat = patterns.timestampFormatter();
    this.localFormat = patterns.localFormatter();
  }

  /** A date. */
  public boolean parseDate(byte[] bytes, int from, int to) {
    if (dateFormat != null) return parseDateByPattern(bytes, from, to);
    at = from;
    return readDate(bytes, to) && (at == to || isTimeMark(bytes[at]) && isTime(bytes, to));
  }

  private static boolean isTimeMark(byte c) {
    return c == ' ' || c == 'T';
  }

  private boolean isTime(byte[] bytes, int to) {
    int date = days;
    boolean isTime = readTimeAndZone(bytes, to) >= -1;
    days = date;
    return isTime && at == to;
  }

  private boolean parseDateByPattern(byte[] bytes, int from, int to) {
    try {
      TemporalAccessor parsed = dateFormat.parse(new String(bytes, from, to - from, UTF_8));
      days = Math.toIntExact(date(parsed).toEpochDay());
      return true;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private static LocalDate date(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date != null) return date;
    int year = parsed.isSupported(ChronoField.YEAR) ? parsed.get(ChronoField.YEAR) : 1970;
    int month =
        parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1;
    int day =
        parsed.isSupported(ChronoField.DAY_OF_MONTH) ? parsed.get(ChronoField.DAY_OF_MONTH) : 1;
    return LocalDate.of(year, month, day);
  }

  /** Reads year, perhaps month, perhaps day. */
  private boolean readDate(byte[] bytes, int to) {
    boolean isNegative = at < to && bytes[at] == '-';
    if (isNegative || at < to && bytes[at] == '+') at++;
    int start = at;
    int year = readDigits(bytes, to, 6);
    if (at - start < 4) return false;
    int month = 1;
    int day = 1;
    if (at < to && bytes[at] == '-') {
      at++;
      month = readDigits(bytes, to, 2);
      if (month < 1 || month > 12) return false;
      if (at < to && bytes[at] == '-') {
        at++;
        day = readDigits(bytes, to, 2);
        if (day < 1 || day > 31) return false;
      }
    }
    int signed = isNegative ? -year : year;
    if (day > 28 && day > lengthOf(signed, month)) return false;
    days = (int) epochDay(signed, month, day);
    return true;
  }

  private static int lengthOf(int year, int month) {
    if (month == 2) return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
  private static long epochDay(int year, int month, int day) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int ofEra = shifted - era * 400;
    int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  /** The number of up to so many digits from here, -1 without digits. */
  private int readDigits(byte[] bytes, int to, int most) {
    int value = 0;
    int start = at;
    int end = Math.min(to, at + most);
    while (at < end) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      at++;
    }
    return at == start ? -1 : value;
  }

  /** A moment: with the zone that the text names, or the one given. */
  public boolean parseTimestamp(byte[] bytes, int from, int to) {
    if (timestampFormat != null) return parseMomentByPattern(bytes, from, to);
    at = from;
    if (!readDate(bytes, to)) return false;
    long local = 0;
    String named = null;
    if (at < to) {
      if (!isTimeMark(bytes[at])) return false;
      local = readTime(bytes, to);
      if (local < 0) return false;
      if (at < to) named = new String(bytes, at, to - at, UTF_8);
    }
    long wall = days * (SECONDS_PER_DAY * MICROS_PER_SECOND) + local;
    if (named == null && fixedOffset != null) {
      micros = wall - fixedOffset.getTotalSeconds() * MICROS_PER_SECOND;
      return true;
    }
    return toMoment(wall, named);
  }

  private boolean toMoment(long wall, String named) {
    try {
      if (named != null && named.equals("Z")) {
        micros = wall;
        return true;
      }
      ZoneId there = named == null ? zone : ZoneId.of(named.trim(), ZoneId.SHORT_IDS);
      LocalDateTime local =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(wall, MICROS_PER_SECOND),
              (int) Math.floorMod(wall, MICROS_PER_SECOND) * 1_000,
              ZoneOffset.UTC);
      micros = micros(local.atZone(there).toInstant());
      return true;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1_000);
  }

  /** A date and time that names no zone. */
  public boolean parseLocal(byte[] bytes, int from, int to) {
    if (localFormat != null) return parseLocalByPattern(bytes, from, to);
    at = from;
    if (!readDate(bytes, to)) return false;
    long local = 0;
    if (at < to) {
      if (!isTimeMark(bytes[at])) return false;
      local = readTime(bytes, to);
      if (local < 0 || at < to) return false;
    }
    micros = days * (SECONDS_PER_DAY * MICROS_PER_SECOND) + local;
    return true;
  }

  /**
   * A time of a day: {@code 9:30}, {@code 09:30:00}, {@code 09:30:00.123456}.
   *
   * @param precision digits of the fraction that count; others are cut off
   */
  public boolean parseTime(byte[] bytes, int from, int to, int precision) {
    at = from - 1;
    long local = readTime(bytes, to);
    if (local < 0 || at < to) return false;
    long unit = 1;
    for (int i = precision; i < 6; i++) unit *= 10;
    micros = local / unit * unit;
    return true;
  }

  /** Microseconds of the day from the mark on; below -1 if there is no time or no zone behind. */
  private long readTimeAndZone(byte[] bytes, int to) {
    long local = readTime(bytes, to);
    if (local < 0) return -2;
    if (at < to) {
      if (!toMoment(0, new String(bytes, at, to - at, UTF_8))) return -2;
      at = to;
    }
    return local;
  }

  /** Hours, minutes, perhaps seconds and a fraction of up to nine digits; -1 if there is none. */
  private long readTime(byte[] bytes, int to) {
    at++;
    int hour = readDigits(bytes, to, 2);
    if (hour < 0 || hour > 23 || at >= to || bytes[at] != ':') return -1;
    at++;
    int minute = readDigits(bytes, to, 2);
    if (minute < 0 || minute > 59) return -1;
    int second = 0;
    long fraction = 0;
    if (at < to && bytes[at] == ':') {
      at++;
      second = readDigits(bytes, to, 2);
      if (second < 0 || second > 59) return -1;
      if (at < to && bytes[at] == '.') fraction = readFraction(bytes, to);
    }
    return ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND + fraction;
  }

  private long readFraction(byte[] bytes, int to) {
    at++;
    long value = 0;
    int digits = 0;
    for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++, digits++)
      if (digits < 6) value = value * 10 + bytes[at] - '0';
    for (; digits < 6; digits++) value *= 10;
    return value;
  }

  private boolean parseMomentByPattern(byte[] bytes, int from, int to) {
    try {
      TemporalAccessor parsed = timestampFormat.parse(new String(bytes, from, to - from, UTF_8));
      if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
        micros = micros(Instant.from(parsed));
        return true;
      }
      ZoneId named = parsed.query(TemporalQueries.zone());
      micros = micros(local(parsed).atZone(named == null ? zone : named).toInstant());
      return true;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private boolean parseLocalByPattern(byte[] bytes, int from, int to) {
    try {
      TemporalAccessor parsed = localFormat.parse(new String(bytes, from, to - from, UTF_8));
      micros = micros(local(parsed).toInstant(ZoneOffset.UTC));
      return true;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private static LocalDateTime local(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return LocalDateTime.of(date(parsed), time == null ? LocalTime.MIDNIGHT : time);
  }

  static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US);
  }
}
