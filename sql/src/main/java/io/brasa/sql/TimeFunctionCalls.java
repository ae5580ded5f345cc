package io.brasa.sql;

/** Functions on dates and times as calls. Public as methods of {@link functions}. */
public abstract sealed class TimeFunctionCalls extends TextFunctionCalls
    permits CollectionFunctionCalls {
  TimeFunctionCalls() {}

  /** The day when the query began. */
  public static Column current_date() {
    return Columns.call("current_date");
  }

  /** The time when the query began. */
  public static Column current_timestamp() {
    return Columns.call("current_timestamp");
  }

  /** The time when the query began. */
  public static Column now() {
    return Columns.call("now");
  }

  /** The time when the query began, without zone. */
  public static Column localtimestamp() {
    return Columns.call("localtimestamp");
  }

  /** The session's time zone. */
  public static Column current_timezone() {
    return Columns.call("current_timezone");
  }

  /**
   * The stretches of time that a moment lies in, as a struct of {@code start} and {@code end}. It
   * stands once in a query, as a key of {@code groupBy} or in {@code select}; rows without a time
   * have none.
   *
   * @param time a TIMESTAMP, a TIMESTAMP_NTZ, or what another {@code window} gave
   * @param length of each: {@code "10 minutes"}
   */
  public static Column window(Column time, String length) {
    return Columns.call("window", time, functions.lit(length));
  }

  /**
   * As {@link #window(Column, String)}, of stretches that overlap.
   *
   * @param slide from the beginning of one to that of the next
   */
  public static Column window(Column time, String length, String slide) {
    return Columns.call("window", time, functions.lit(length), functions.lit(slide));
  }

  /**
   * As {@link #window(Column, String, String)}.
   *
   * @param start how far behind the full slide they begin
   */
  public static Column window(Column time, String length, String slide, String start) {
    return Columns.call(
        "window", time, functions.lit(length), functions.lit(slide), functions.lit(start));
  }

  /**
   * As a key of {@code groupBy}, the session that a row belongs to: rows of equal other keys are
   * one session as long as none comes later than the gap behind those before.
   *
   * @param gap such as {@code "5 minutes"}
   */
  public static Column session_window(Column time, String gap) {
    return session_window(time, functions.lit(gap));
  }

  /**
   * As {@link #session_window(Column, String)}.
   *
   * @param gap an interval for each row, or {@code when} over constant texts
   */
  public static Column session_window(Column time, Column gap) {
    return Columns.call("session_window", time, gap);
  }

  /** The last moment of what {@link #window(Column, String)} gave. */
  public static Column window_time(Column window) {
    return Columns.call("window_time", window);
  }

  /** The year. */
  public static Column year(Column column) {
    return Columns.call("year", column);
  }

  /** The quarter, from 1. */
  public static Column quarter(Column column) {
    return Columns.call("quarter", column);
  }

  /** The month, from 1. */
  public static Column month(Column column) {
    return Columns.call("month", column);
  }

  /** The day of the month. */
  public static Column day(Column column) {
    return Columns.call("day", column);
  }

  /** The day of the month. */
  public static Column dayofmonth(Column column) {
    return Columns.call("dayofmonth", column);
  }

  /** The day of the week: 1 is Sunday. */
  public static Column dayofweek(Column column) {
    return Columns.call("dayofweek", column);
  }

  /** The day of the year. */
  public static Column dayofyear(Column column) {
    return Columns.call("dayofyear", column);
  }

  /** The day of the week: 0 is Monday. */
  public static Column weekday(Column column) {
    return Columns.call("weekday", column);
  }

  /** The week by ISO 8601. */
  public static Column weekofyear(Column column) {
    return Columns.call("weekofyear", column);
  }

  /** The hour. */
  public static Column hour(Column column) {
    return Columns.call("hour", column);
  }

  /** The minute. */
  public static Column minute(Column column) {
    return Columns.call("minute", column);
  }

  /** The second. */
  public static Column second(Column column) {
    return Columns.call("second", column);
  }

  /** A part of a date or time by its name. */
  public static Column extract(Column field, Column source) {
    return Columns.call("extract", field, source);
  }

  /** A part of a date or time by its name. */
  public static Column date_part(Column field, Column source) {
    return Columns.call("date_part", field, source);
  }

  /** So many days later. */
  public static Column date_add(Column start, Object days) {
    return Columns.call("date_add", start, days);
  }

  /** So many days before. */
  public static Column date_sub(Column start, Object days) {
    return Columns.call("date_sub", start, days);
  }

  /** How many days are between. */
  public static Column datediff(Column end, Column start) {
    return Columns.call("datediff", end, start);
  }

  /** How many days are between. */
  public static Column date_diff(Column end, Column start) {
    return Columns.call("date_diff", end, start);
  }

  /** So many months later. */
  public static Column add_months(Column start, Object months) {
    return Columns.call("add_months", start, months);
  }

  /** How many months are between, with a fraction. */
  public static Column months_between(Column end, Column start) {
    return Columns.call("months_between", end, start);
  }

  /** The next day of this name. */
  public static Column next_day(Column column, String day) {
    return Columns.call("next_day", column, day);
  }

  /** The last day of the month. */
  public static Column last_day(Column column) {
    return Columns.call("last_day", column);
  }

  /** The day cut to its year, quarter, month or week. */
  public static Column trunc(Column column, String unit) {
    return Columns.call("trunc", column, unit);
  }

  /** The time cut to a unit. */
  public static Column date_trunc(String unit, Column column) {
    return Columns.call("date_trunc", unit, column);
  }

  /** The time as text of a pattern. */
  public static Column date_format(Column column, String format) {
    return Columns.call("date_format", column, format);
  }

  /** A date of a text or time. */
  public static Column to_date(Column column) {
    return Columns.call("to_date", column);
  }

  /** A date of a text in a pattern. */
  public static Column to_date(Column column, String format) {
    return Columns.call("to_date", column, format);
  }

  /** A time of a text or date. */
  public static Column to_timestamp(Column column) {
    return Columns.call("to_timestamp", column);
  }

  /** A time of a text in a pattern. */
  public static Column to_timestamp(Column column, String format) {
    return Columns.call("to_timestamp", column, format);
  }

  /** A time of a text, or null. */
  public static Column try_to_timestamp(Column column) {
    return Columns.call("try_to_timestamp", column);
  }

  /** The text of a time in seconds since 1970. */
  public static Column from_unixtime(Column column) {
    return Columns.call("from_unixtime", column);
  }

  /** The text in a pattern of a time in seconds since 1970. */
  public static Column from_unixtime(Column column, String format) {
    return Columns.call("from_unixtime", column, format);
  }

  /** The seconds since 1970. */
  public static Column unix_timestamp() {
    return Columns.call("unix_timestamp");
  }

  /** The seconds since 1970 of a time. */
  public static Column unix_timestamp(Column column) {
    return Columns.call("unix_timestamp", column);
  }

  /** The seconds since 1970 of a text in a pattern. */
  public static Column unix_timestamp(Column column, String format) {
    return Columns.call("unix_timestamp", column, format);
  }

  /** What clocks of a zone show at a time of UTC. */
  public static Column from_utc_timestamp(Column column, String zone) {
    return Columns.call("from_utc_timestamp", column, zone);
  }

  /** The time of UTC when clocks of a zone show this. */
  public static Column to_utc_timestamp(Column column, String zone) {
    return Columns.call("to_utc_timestamp", column, zone);
  }

  /** The time of seconds since 1970. */
  public static Column timestamp_seconds(Column column) {
    return Columns.call("timestamp_seconds", column);
  }

  /** The time of milliseconds since 1970. */
  public static Column timestamp_millis(Column column) {
    return Columns.call("timestamp_millis", column);
  }

  /** The time of microseconds since 1970. */
  public static Column timestamp_micros(Column column) {
    return Columns.call("timestamp_micros", column);
  }

  /** The seconds since 1970 of a time. */
  public static Column unix_seconds(Column column) {
    return Columns.call("unix_seconds", column);
  }

  /** The milliseconds since 1970 of a time. */
  public static Column unix_millis(Column column) {
    return Columns.call("unix_millis", column);
  }

  /** The microseconds since 1970 of a time. */
  public static Column unix_micros(Column column) {
    return Columns.call("unix_micros", column);
  }

  /** The days since 1970 of a date. */
  public static Column unix_date(Column column) {
    return Columns.call("unix_date", column);
  }

  /** The date of days since 1970. */
  public static Column date_from_unix_date(Column column) {
    return Columns.call("date_from_unix_date", column);
  }

  /** A date of its parts. */
  public static Column make_date(Column year, Column month, Column day) {
    return Columns.call("make_date", year, month, day);
  }

  /** A time of its parts. */
  public static Column make_timestamp(
      Column year, Column month, Column day, Column hour, Column minute, Column second) {
    return Columns.call("make_timestamp", year, month, day, hour, minute, second);
  }

  /** As {@link #current_date}. */
  public static Column curdate() {
    return Columns.call("curdate");
  }

  /** As {@link #date_add}. */
  public static Column dateadd(Column start, Column days) {
    return Columns.call("dateadd", start, days);
  }

  /** As {@link #date_part}. */
  public static Column datepart(Column field, Column source) {
    return Columns.call("datepart", field, source);
  }

  /** An interval of days, hours, minutes and seconds, of which the last may be left out. */
  public static Column make_dt_interval(Column... parts) {
    return Columns.call("make_dt_interval", (Object[]) parts);
  }

  /** An interval of years and months, of which the last may be left out. */
  public static Column make_ym_interval(Column... parts) {
    return Columns.call("make_ym_interval", (Object[]) parts);
  }

  /**
   * An interval of years, months, weeks, days, hours, minutes and seconds, of which the last may be
   * left out.
   */
  public static Column make_interval(Column... parts) {
    return Columns.call("make_interval", (Object[]) parts);
  }

  /** As {@link #make_interval}, of one part or more; null of what has no room. */
  public static Column try_make_interval(Column... parts) {
    return Columns.call("try_make_interval", (Object[]) parts);
  }

  /** The seconds since 1970 of a time. */
  public static Column to_unix_timestamp(Column column) {
    return Columns.call("to_unix_timestamp", column);
  }

  /** The seconds since 1970 of a text in a pattern. */
  public static Column to_unix_timestamp(Column column, Column format) {
    return Columns.call("to_unix_timestamp", column, format);
  }

  /** A date of a text in a pattern, or null. */
  public static Column try_to_date(Column column, String format) {
    return Columns.call("try_to_date", column, format);
  }

  /** A date of a text, or null. */
  public static Column try_to_date(Column column) {
    return Columns.call("try_to_date", column);
  }
}
