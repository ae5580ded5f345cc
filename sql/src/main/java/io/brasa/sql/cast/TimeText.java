package io.brasa.sql.cast;

import io.brasa.sql.kernel.ZoneShift;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Dates and timestamps as text. Read are {@code yyyy}, {@code yyyy-M}, {@code yyyy-M-d} and, behind
 * {@code T} or a space, {@code H:m:s} with up to nine digits of a fraction and a zone: {@code Z},
 * {@code +01:30}, {@code UTC+1} or a name. Belongs to one thread.
 */
public final class TimeText {
  /** Not a date. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int MAX_YEAR_DIGITS = 6;
  private byte[] bytes;
  private int at;
  private int end;

  private void open(byte[] source, int from, int to) {
    bytes = source;
    at = NumberText.start(source, from, to);
    end = NumberText.end(source, at, to);
  }

  /** Reads a number of so many digits; below zero if there is none. */
  private int number(int least, int most) {
    int value = 0;
    int digits = 0;
    while (at < end && digits < most && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + bytes[at++] - '0';
      digits++;
    }
    boolean isMore = at < end && bytes[at] >= '0' && bytes[at] <= '9';
    return digits < least || isMore ? -1 : value;
  }

  private boolean accept(char wanted) {
    if (at >= end || bytes[at] != wanted) return false;
    at++;
    return true;
  }

  /**
   * The day, counted from 1970-01-01, or {@link #NONE}; what follows a date and a gap is ignored.
   */
  public long readDate(byte[] source, int from, int to) {
    open(source, from, to);
    long day = date();
    if (day == NONE || at == end) return day;
    return bytes[at] == ' ' || bytes[at] == 'T' ? day : NONE;
  }

  private long date() {
    boolean isNegative = accept('-');
    if (!isNegative) accept('+');
    int year = number(4, MAX_YEAR_DIGITS);
    if (year < 0) return NONE;
    int month = 1;
    int day = 1;
    if (accept('-')) {
      month = number(1, 2);
      if (accept('-')) day = number(1, 2);
    }
    if (month < 1 || month > 12 || day < 1 || day > 31) return NONE;
    try {
      return LocalDate.of(isNegative ? -year : year, month, day).toEpochDay();
    } catch (DateTimeException _) {
      return NONE;
    }
  }

  /**
   * The moment in microseconds, or {@link #NONE}.
   *
   * @param zone of times without one; null to read a time of day without zone, where one is ignored
   */
  public long readTimestamp(byte[] source, int from, int to, ZoneShift zone) {
    open(source, from, to);
    long day = date();
    if (day == NONE) return NONE;
    long micros = day * ZoneShift.MICROS_PER_DAY;
    if (at < end) {
      if (!accept('T') && !accept(' ')) return NONE;
      long time = time();
      if (time == NONE) return NONE;
      micros += time;
    }
    while (at < end && bytes[at] == ' ') at++;
    if (at == end) return zone == null ? micros : zone.fromLocal(micros);
    try {
      ZoneId own = zone(new String(bytes, at, end - at, StandardCharsets.UTF_8));
      return zone == null ? micros : new ZoneShift(own).fromLocal(micros);
    } catch (DateTimeException _) {
      return NONE;
    }
  }

  /** The time of day in microseconds, or {@link #NONE}; {@code AM} or {@code PM} may follow. */
  public long readTime(byte[] source, int from, int to) {
    open(source, from, to);
    accept('T');
    int start = at;
    int half = half();
    at = start;
    int hour = number(1, 2);
    if (!accept(':')) return NONE;
    at = start;
    if (half >= 0 && (hour < 1 || hour > 12)) return NONE;
    long micros = time();
    if (micros == NONE || at != end) return NONE;
    if (half < 0) return micros;
    long noon = 12 * 3_600 * ZoneShift.MICROS_PER_SECOND;
    return micros % noon + half * noon;
  }

  /** 0 of AM, 1 of PM, which are cut off; below zero if there is neither. */
  private int half() {
    if (end - at < 3 || (bytes[end - 1] | 0x20) != 'm') return -1;
    int letter = bytes[end - 2] | 0x20;
    if (letter != 'a' && letter != 'p') return -1;
    end -= 2;
    while (end > at && bytes[end - 1] == ' ') end--;
    return letter == 'a' ? 0 : 1;
  }

  private long time() {
    int hour = number(1, 2);
    if (hour < 0 || hour > 23) return NONE;
    int minute = 0;
    int second = 0;
    long fraction = 0;
    if (accept(':')) {
      minute = number(1, 2);
      if (minute < 0 || minute > 59) return NONE;
      if (accept(':')) {
        second = number(1, 2);
        if (second < 0 || second > 59) return NONE;
        if (accept('.')) fraction = fraction();
      }
    }
    return ((hour * 60L + minute) * 60 + second) * ZoneShift.MICROS_PER_SECOND + fraction;
  }

  /** Microseconds; digits behind them are dropped. */
  private long fraction() {
    long value = 0;
    int digits = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      if (digits++ < 6) value = value * 10 + bytes[at] - '0';
      at++;
    }
    for (int i = digits; i < 6; i++) value *= 10;
    return value;
  }

  /** A zone by an offset or name. */
  public static ZoneId zone(String text) {
    String name = text.strip();
    char sign = name.charAt(0);
    if (sign == '+' || sign == '-') {
      String digits = name.substring(1);
      if (digits.length() == 4 && digits.indexOf(':') < 0)
        digits = digits.substring(0, 2) + ":" + digits.substring(2);
      String[] parts = digits.split(":", -1);
      int hours = parsed(parts[0]);
      int minutes = parts.length > 1 ? parsed(parts[1]) : 0;
      int factor = sign == '-' ? -1 : 1;
      return ZoneOffset.ofHoursMinutes(factor * hours, factor * minutes);
    }
    return ZoneId.of(name, ZoneId.SHORT_IDS);
  }

  private static int parsed(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new DateTimeException("not a number: " + digits, e);
    }
  }

  /** Appends {@code 2024-02-29}. */
  public static void appendDate(StringBuilder out, long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    out.append(date);
  }

  /** Appends {@code 2024-02-29 12:30:00.5}; a fraction only if there is one, without last zeros. */
  public static void appendTime(StringBuilder out, long localMicros) {
    appendDate(out, Math.floorDiv(localMicros, ZoneShift.MICROS_PER_DAY));
    long micros = Math.floorMod(localMicros, ZoneShift.MICROS_PER_DAY);
    long seconds = micros / ZoneShift.MICROS_PER_SECOND;
    out.append(' ');
    two(out, seconds / 3600);
    out.append(':');
    two(out, seconds / 60 % 60);
    out.append(':');
    two(out, seconds % 60);
    appendFraction(out, micros % ZoneShift.MICROS_PER_SECOND);
  }

  /** Appends a point and the digits of microseconds without last zeros, if they are above zero. */
  static void appendFraction(StringBuilder out, long micros) {
    if (micros == 0) return;
    String digits = Long.toString(ZoneShift.MICROS_PER_SECOND + micros).substring(1);
    int length = digits.length();
    while (digits.charAt(length - 1) == '0') length--;
    out.append('.').append(digits, 0, length);
  }

  static void two(StringBuilder out, long number) {
    if (number < 10) out.append('0');
    out.append(number);
  }
}
