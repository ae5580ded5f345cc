package io.brasa.connectors.parquet.variant;

import io.brasa.columnar.type.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of one variant: parts are appended, and {@link #endObject} and {@link #endArray} put
 * what was appended since a place under one head. Belongs to one thread.
 */
final class VariantBytes {
  static final int SHORT_TEXT = 1;
  static final int OBJECT = 2;
  static final int ARRAY = 3;

  private static final int NULL = 0;
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int INT8 = 3;
  private static final int DOUBLE = 7;
  private static final int DECIMAL4 = 8;
  private static final int DATE = 11;
  private static final int TIMESTAMP = 12;
  private static final int TIMESTAMP_NTZ = 13;
  private static final int FLOAT = 14;
  private static final int BINARY = 15;
  private static final int TEXT = 16;
  private static final int TIME = 17;
  private static final int UUID = 20;
  private static final int LONGEST_SHORT_TEXT = 63;

  private byte[] bytes = new byte[256];
  private int length;

  /** A field of an object, whose value begins at a place. */
  record Field(String name, int id, int place) {}

  int length() {
    return length;
  }

  /** Begins anew. */
  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /** A number of some bytes, low ones first. */
  static int number(byte[] from, int at, int width) {
    if (at < 0 || at + (long) width > from.length)
      throw new IllegalArgumentException("a variant ends too early");
    int value = 0;
    for (int i = 0; i < width; i++) value |= (from[at + i] & 255) << 8 * i;
    if (value < 0) throw new IllegalArgumentException("a variant has a size below zero");
    return value;
  }

  void raw(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  private void reserve(int more) {
    int wanted = Math.addExact(length, more);
    if (wanted > bytes.length)
      bytes = Arrays.copyOf(bytes, (int) Math.max(wanted, Math.min(2L * bytes.length, 1 << 30)));
  }

  private void one(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  private void number(long value, int width) {
    reserve(width);
    for (int i = 0; i < width; i++) bytes[length++] = (byte) (value >> 8 * i);
  }

  private void primitive(int kind) {
    one(kind << 2);
  }

  void appendNull() {
    primitive(NULL);
  }

  void append(boolean truth) {
    primitive(truth ? TRUE : FALSE);
  }

  /** In as few of 1, 2, 4 or 8 bytes as it has room in. */
  void append(long value) {
    int log = 0;
    while (log < 3 && value << 64 - (8 << log) >> 64 - (8 << log) != value) log++;
    primitive(INT8 + log);
    number(value, 1 << log);
  }

  void append(float value) {
    primitive(FLOAT);
    number(Float.floatToRawIntBits(value), Integer.BYTES);
  }

  void append(double value) {
    primitive(DOUBLE);
    number(Double.doubleToRawLongBits(value), Long.BYTES);
  }

  void append(BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    int precision = Math.max(value.precision(), value.scale());
    int log = precision <= 9 ? 0 : precision <= DecimalType.MAX_LONG_DIGITS ? 1 : 2;
    primitive(DECIMAL4 + log);
    one(value.scale());
    number(unscaled.longValue(), log == 0 ? Integer.BYTES : Long.BYTES);
    if (log == 2) number(unscaled.shiftRight(Long.SIZE).longValue(), Long.BYTES);
  }

  void appendDate(int day) {
    primitive(DATE);
    number(day, Integer.BYTES);
  }

  void appendTimestamp(long micros, boolean isLocal) {
    primitive(isLocal ? TIMESTAMP_NTZ : TIMESTAMP);
    number(micros, Long.BYTES);
  }

  void appendTime(long micros) {
    primitive(TIME);
    number(micros, Long.BYTES);
  }

  void appendText(byte[] source, int from, int count) {
    if (count <= LONGEST_SHORT_TEXT) one(count << 2 | SHORT_TEXT);
    else sized(TEXT, count);
    raw(source, from, count);
  }

  void appendBinary(byte[] source, int from, int count) {
    sized(BINARY, count);
    raw(source, from, count);
  }

  private void sized(int kind, int count) {
    primitive(kind);
    number(count, Integer.BYTES);
  }

  void appendUuid(byte[] source, int from) {
    primitive(UUID);
    raw(source, from, 16);
  }

  /** Bytes that numbers up to one need. */
  private static int width(int most) {
    return most < 1 << 8 ? 1 : most < 1 << 16 ? 2 : most < 1 << 24 ? 3 : 4;
  }

  /**
   * Makes the values from a place on the fields of an object.
   *
   * @param fields in the order of their names, each name once
   */
  void endObject(int start, List<Field> fields) {
    byte[] values = Arrays.copyOfRange(bytes, start, length);
    int mostId = 0;
    for (Field field : fields) mostId = Math.max(mostId, field.id());
    int idWidth = width(mostId);
    int offsetWidth = width(values.length);
    boolean isLarge = fields.size() > 255;
    length = start;
    one(((isLarge ? 16 : 0) | idWidth - 1 << 2 | offsetWidth - 1) << 2 | OBJECT);
    number(fields.size(), isLarge ? Integer.BYTES : 1);
    for (Field field : fields) number(field.id(), idWidth);
    for (Field field : fields) number(field.place() - start, offsetWidth);
    number(values.length, offsetWidth);
    raw(values, 0, values.length);
  }

  /**
   * Makes the values from a place on the elements of an array.
   *
   * @param places where each begins
   */
  void endArray(int start, List<Integer> places) {
    byte[] values = Arrays.copyOfRange(bytes, start, length);
    int offsetWidth = width(values.length);
    boolean isLarge = places.size() > 255;
    length = start;
    one(((isLarge ? 4 : 0) | offsetWidth - 1) << 2 | ARRAY);
    number(places.size(), isLarge ? Integer.BYTES : 1);
    for (int place : places) number(place - start, offsetWidth);
    number(values.length, offsetWidth);
    raw(values, 0, values.length);
  }
}
