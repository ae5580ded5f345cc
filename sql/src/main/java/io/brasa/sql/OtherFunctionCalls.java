package io.brasa.sql;

/**
 * Functions that are other names of functions, or as rarely wanted, as calls. Public as methods of
 * {@link functions}.
 */
public abstract sealed class OtherFunctionCalls extends CollectionFunctionCalls
    permits TextualFunctionCalls {
  OtherFunctionCalls() {}

  /** Whether it holds for any row. */
  public static Column any(Column column) {
    return Columns.call("any", column);
  }

  /** The inverse hyperbolic cosine. */
  public static Column acosh(Column column) {
    return Columns.call("acosh", column);
  }

  /** The inverse hyperbolic sine. */
  public static Column asinh(Column column) {
    return Columns.call("asinh", column);
  }

  /** The inverse hyperbolic tangent. */
  public static Column atanh(Column column) {
    return Columns.call("atanh", column);
  }

  /** The secant. */
  public static Column sec(Column column) {
    return Columns.call("sec", column);
  }

  /** The cosecant. */
  public static Column csc(Column column) {
    return Columns.call("csc", column);
  }

  /** The number of characters, or of bytes of binary. */
  public static Column character_length(Column column) {
    return Columns.call("character_length", column);
  }

  /** Null for zero. */
  public static Column nullifzero(Column column) {
    return Columns.call("nullifzero", column);
  }

  /** Zero for null. */
  public static Column zeroifnull(Column column) {
    return Columns.call("zeroifnull", column);
  }

  /** As {@link functions#sha1}. */
  public static Column sha(Column column) {
    return Columns.call("sha", column);
  }

  /** Seconds since 1970 of a time. */
  public static Column to_unix_timestamp(Column column) {
    return Columns.call("to_unix_timestamp", column);
  }

  /** The day that a text tells; null of others. */
  public static Column try_to_date(Column column) {
    return Columns.call("try_to_date", column);
  }

  /** A bit of a number. */
  public static Column bit_get(Column bits, Column place) {
    return Columns.call("bit_get", bits, place);
  }

  /** As {@link #bit_get}. */
  public static Column getbit(Column bits, Column place) {
    return Columns.call("getbit", bits, place);
  }

  /** The day so many days after. */
  public static Column dateadd(Column day, Column days) {
    return Columns.call("dateadd", day, days);
  }

  /** A part of a time, such as {@code YEAR}. */
  public static Column datepart(Column part, Column time) {
    return Columns.call("datepart", part, time);
  }

  /** Seconds since 1970 of a time in a form. */
  public static Column to_unix_timestamp(Column column, Column form) {
    return Columns.call("to_unix_timestamp", column, form);
  }

  /** As {@link #try_to_date(Column)}, in a form. */
  public static Column try_to_date(Column column, String form) {
    return Columns.call("try_to_date", column, form);
  }

  /** The day when the query began. */
  public static Column curdate() {
    return Columns.call("curdate");
  }

  /** As {@link #rand()}. */
  public static Column random() {
    return Columns.call("random");
  }

  /** As {@link #rand(long)}; the seed is a literal. */
  public static Column random(Column seed) {
    return Columns.call("random", seed);
  }

  /** The file that a row is read from; empty where no files are read. */
  public static Column input_file_name() {
    return Columns.call("input_file_name");
  }

  /** The first byte of the piece of a file that a row is read from; -1 where no files are read. */
  public static Column input_file_block_start() {
    return Columns.call("input_file_block_start");
  }

  /** The bytes of the piece of a file that a row is read from; -1 where no files are read. */
  public static Column input_file_block_length() {
    return Columns.call("input_file_block_length");
  }

  /** Who runs the query. */
  public static Column current_user() {
    return Columns.call("current_user");
  }

  /** As {@link #current_user}. */
  public static Column session_user() {
    return Columns.call("session_user");
  }

  /** As {@link #current_user}. */
  public static Column user() {
    return Columns.call("user");
  }

  /** The version of the engine. */
  public static Column version() {
    return Columns.call("version");
  }
}
