package io.brasa.sql.variant;

import io.brasa.columnar.type.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one encoded value: parts are appended, and {@link #endObject} and {@link #endArray} put
 * what was appended since a place under one head. After {@link #build} it is empty and can be used
 * again. Belongs to one thread.
 */
public final class VariantBuilder {
  private static final int LONGEST_SHORT_TEXT = 63;
  private byte[] bytes = new byte[64];
  private int length;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<byte[]> names = new ArrayList<>();

  /** Where the next value will begin. */
  public int place() {
    return length;
  }

  private void reserve(int more) {
    int wanted = Math.addExact(length, more);
    if (wanted > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(wanted, 2 * bytes.length));
  }

  private void one(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  private void number(long value, int size) {
    reserve(size);
    for (int i = 0; i < size; i++) bytes[length++] = (byte) (value >> 8 * i);
  }

  private void primitive(int kind) {
    one(kind << 2);
  }

  public void appendNull() {
    primitive(0);
  }

  public void append(boolean truth) {
    primitive(truth ? VariantValue.TRUE : VariantValue.FALSE);
  }

  /** In as few of 1, 2, 4 or 8 bytes as it has room in. */
  public void append(long value) {
    int log = 0;
    while (log < 3 && value << 64 - (8 << log) >> 64 - (8 << log) != value) log++;
    primitive(VariantValue.INT8 + log);
    number(value, 1 << log);
  }

  public void append(double value) {
    primitive(VariantValue.DOUBLE);
    number(Double.doubleToLongBits(value), Long.BYTES);
  }

  public void append(float value) {
    primitive(VariantValue.FLOAT);
    number(Float.floatToIntBits(value), Integer.BYTES);
  }

  /** Of at most 38 digits, of which all may stand behind the point. */
  public void append(BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    int precision = Math.max(value.precision(), value.scale());
    int log = precision <= 9 ? 0 : precision <= DecimalType.MAX_LONG_DIGITS ? 1 : 2;
    primitive(VariantValue.DECIMAL4 + log);
    one(value.scale());
    if (log < 2) {
      number(unscaled.longValue(), 4 << log);
    } else {
      number(unscaled.longValue(), Long.BYTES);
      number(unscaled.shiftRight(Long.SIZE).longValue(), Long.BYTES);
    }
  }

  public void appendDate(int day) {
    primitive(VariantValue.DATE);
    number(day, Integer.BYTES);
  }

  /**
   * @param isLocal of a type without zone
   */
  public void appendTimestamp(long micros, boolean isLocal) {
    primitive(isLocal ? VariantValue.TIMESTAMP_NTZ : VariantValue.TIMESTAMP);
    number(micros, Long.BYTES);
  }

  public void append(String text) {
    appendText(text.getBytes(StandardCharsets.UTF_8));
  }

  public void appendText(byte[] utf8) {
    if (utf8.length <= LONGEST_SHORT_TEXT) {
      one(utf8.length << 2 | VariantValue.SHORT_TEXT);
      raw(utf8, 0, utf8.length);
    } else {
      sized(VariantValue.TEXT, utf8);
    }
  }

  public void appendBinary(byte[] value) {
    sized(VariantValue.BINARY, value);
  }

  private void sized(int kind, byte[] value) {
    primitive(kind);
    number(value.length, Integer.BYTES);
    raw(value, 0, value.length);
  }

  private void raw(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  /** Appends a value that lies elsewhere, with its names. */
  public void append(VariantValue value) {
    switch (value.kind()) {
      case OBJECT -> {
        int start = place();
        List<String> fieldNames = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < value.count(); i++) {
          fieldNames.add(value.name(i));
          places.add(place());
          append(value.element(i));
        }
        endObject(start, fieldNames, places);
      }
      case ARRAY -> {
        int start = place();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < value.count(); i++) {
          places.add(place());
          append(value.element(i));
        }
        endArray(start, places);
      }
      case NULL -> appendNull();
      case BOOLEAN -> append(value.truth());
      case LONG -> append(value.whole());
      case DOUBLE -> append(value.real());
      case FLOAT -> append((float) value.real());
      case DECIMAL -> append(value.decimal());
      case DATE -> appendDate((int) value.whole());
      case TIMESTAMP -> appendTimestamp(value.whole(), false);
      case TIMESTAMP_NTZ -> appendTimestamp(value.whole(), true);
      case BINARY -> appendBinary(value.raw());
      case STRING -> appendText(value.raw());
      case UUID -> {
        primitive(VariantValue.UUID);
        byte[] id = value.raw();
        raw(id, 0, id.length);
      }
    }
  }

  private int id(String name) {
    return ids.computeIfAbsent(
        name,
        n -> {
          names.add(n.getBytes(StandardCharsets.UTF_8));
          return names.size() - 1;
        });
  }

  /** Bytes that numbers up to one need. */
  private static int size(int most) {
    return most < 1 << 8 ? 1 : most < 1 << 16 ? 2 : most < 1 << 24 ? 3 : 4;
  }

  /**
   * Makes the values from a place on the fields of an object; each name occurs once.
   *
   * @param places where each field's value begins
   */
  public void endObject(int start, List<String> fieldNames, List<Integer> places) {
    int count = fieldNames.size();
    Integer[] order = new Integer[count];
    for (int i = 0; i < count; i++) order[i] = i;
    int[] fieldIds = new int[count];
    int mostId = 0;
    for (int i = 0; i < count; i++) {
      fieldIds[i] = id(fieldNames.get(i));
      mostId = Math.max(mostId, fieldIds[i]);
    }
    Arrays.sort(order, (a, b) -> fieldNames.get(a).compareTo(fieldNames.get(b)));
    byte[] values = Arrays.copyOfRange(bytes, start, length);
    int idSize = size(mostId);
    int offsetSize = size(values.length);
    boolean isLarge = count > 255;
    length = start;
    one(((isLarge ? 16 : 0) | idSize - 1 << 2 | offsetSize - 1) << 2 | VariantValue.OBJECT);
    number(count, isLarge ? Integer.BYTES : 1);
    for (int i : order) number(fieldIds[i], idSize);
    for (int i : order) number(places.get(i) - start, offsetSize);
    number(values.length, offsetSize);
    raw(values, 0, values.length);
  }

  /**
   * Makes the values from a place on the elements of an array.
   *
   * @param places where each begins
   */
  public void endArray(int start, List<Integer> places) {
    byte[] values = Arrays.copyOfRange(bytes, start, length);
    int offsetSize = size(values.length);
    boolean isLarge = places.size() > 255;
    length = start;
    one(((isLarge ? 4 : 0) | offsetSize - 1) << 2 | VariantValue.ARRAY);
    number(places.size(), isLarge ? Integer.BYTES : 1);
    for (int place : places) number(place - start, offsetSize);
    number(values.length, offsetSize);
    raw(values, 0, values.length);
  }

  /** The metadata with the value behind them. */
  public byte[] build() {
    byte[] value = Arrays.copyOf(bytes, length);
    int total = 0;
    for (byte[] name : names) total += name.length;
    int size = size(Math.max(total, names.size()));
    length = 0;
    one(VariantValue.VERSION | size - 1 << 6);
    number(names.size(), size);
    int offset = 0;
    for (byte[] name : names) {
      number(offset, size);
      offset += name.length;
    }
    number(offset, size);
    for (byte[] name : names) raw(name, 0, name.length);
    raw(value, 0, value.length);
    byte[] built = Arrays.copyOf(bytes, length);
    length = 0;
    ids.clear();
    names.clear();
    return built;
  }
}
