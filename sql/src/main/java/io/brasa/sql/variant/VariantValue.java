package io.brasa.sql.variant;

import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One value within encoded bytes, which are not copied. Every place is checked against the bytes
 * that there are, since they may come from anywhere; what is no variant fails with {@code
 * INVALID_ARGUMENT_VALUE}. Immutable as long as the bytes are.
 */
public final class VariantValue {
  static final int VERSION = 1;
  static final int PRIMITIVE = 0;
  static final int SHORT_TEXT = 1;
  static final int OBJECT = 2;
  static final int ARRAY = 3;

  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int INT8 = 3;
  static final int INT64 = 6;
  static final int DOUBLE = 7;
  static final int DECIMAL4 = 8;
  static final int DECIMAL16 = 10;
  static final int DATE = 11;
  static final int TIMESTAMP = 12;
  static final int TIMESTAMP_NTZ = 13;
  static final int FLOAT = 14;
  static final int BINARY = 15;
  static final int TEXT = 16;
  static final int UUID = 20;

  private final byte[] bytes;
  private final int metadata;
  private final int at;
  private final int end;

  private VariantValue(byte[] bytes, int metadata, int at, int end) {
    this.bytes = bytes;
    this.metadata = metadata;
    this.at = at;
    this.end = end;
    if (at < 0 || at >= end) throw malformed();
  }

  /** The value of a row that is not null. */
  public static VariantValue at(BytesVector vector, int row) {
    return of(vector.bytes(), vector.offsets()[row], vector.offsets()[row + 1]);
  }

  /** The value whose metadata begin at a place, up to another, exclusive. */
  public static VariantValue of(byte[] bytes, int from, int to) {
    if (to <= from || (bytes[from] & 15) != VERSION) throw malformed();
    int size = (bytes[from] >> 6 & 3) + 1;
    int count = number(bytes, from + 1, size, to);
    long texts = from + 1 + size * (count + 2L);
    if (texts > to) throw malformed();
    int length = number(bytes, (int) texts - size, size, to);
    if (texts + length > to) throw malformed();
    return new VariantValue(bytes, from, (int) texts + length, to);
  }

  static EngineException malformed() {
    return new EngineException(
        SqlError.INVALID_ARGUMENT_VALUE,
        "The bytes of a VARIANT are not in its encoding",
        "Give values that parse_json or a cast to VARIANT made");
  }

  /** A number of some bytes, low ones first. */
  private static int number(byte[] bytes, int at, int size, int end) {
    if (at < 0 || at + (long) size > end) throw malformed();
    int value = 0;
    for (int i = 0; i < size; i++) value |= (bytes[at + i] & 255) << 8 * i;
    if (value < 0) throw malformed();
    return value;
  }

  private int number(int place, int size) {
    return number(bytes, place, size, end);
  }

  /** A number with a sign, of up to 8 bytes. */
  private long signed(int place, int size) {
    if (place + (long) size > end) throw malformed();
    long value = 0;
    for (int i = 0; i < size; i++) value |= (bytes[place + i] & 255L) << 8 * i;
    int unused = 64 - 8 * size;
    return value << unused >> unused;
  }

  private int basic() {
    return bytes[at] & 3;
  }

  int header() {
    return bytes[at] >> 2 & 63;
  }

  /** Where it begins among the bytes. */
  public int start() {
    return at;
  }

  public VariantKind kind() {
    return switch (basic()) {
      case SHORT_TEXT -> VariantKind.STRING;
      case OBJECT -> VariantKind.OBJECT;
      case ARRAY -> VariantKind.ARRAY;
      default ->
          switch (header()) {
            case 0 -> VariantKind.NULL;
            case TRUE, FALSE -> VariantKind.BOOLEAN;
            case 3, 4, 5, INT64 -> VariantKind.LONG;
            case DOUBLE -> VariantKind.DOUBLE;
            case DECIMAL4, 9, DECIMAL16 -> VariantKind.DECIMAL;
            case DATE -> VariantKind.DATE;
            case TIMESTAMP -> VariantKind.TIMESTAMP;
            case TIMESTAMP_NTZ -> VariantKind.TIMESTAMP_NTZ;
            case FLOAT -> VariantKind.FLOAT;
            case BINARY -> VariantKind.BINARY;
            case TEXT -> VariantKind.STRING;
            case UUID -> VariantKind.UUID;
            default -> throw malformed();
          };
    };
  }

  public boolean truth() {
    return header() == TRUE;
  }

  /** Of a whole number, a date, a timestamp. */
  public long whole() {
    return switch (kind()) {
      case LONG -> signed(at + 1, 1 << header() - INT8);
      case DATE -> signed(at + 1, Integer.BYTES);
      default -> signed(at + 1, Long.BYTES);
    };
  }

  /** Of a double or float. */
  public double real() {
    return header() == FLOAT
        ? Float.intBitsToFloat((int) signed(at + 1, Integer.BYTES))
        : Double.longBitsToDouble(signed(at + 1, Long.BYTES));
  }

  public BigDecimal decimal() {
    int size = 4 << header() - DECIMAL4;
    if (at + 2L + size > end) throw malformed();
    int scale = bytes[at + 1] & 255;
    if (scale > DecimalType.MAX_PRECISION) throw malformed();
    if (size <= Long.BYTES) return BigDecimal.valueOf(signed(at + 2, size), scale);
    byte[] high = new byte[size];
    for (int i = 0; i < size; i++) high[i] = bytes[at + 1 + size - i];
    return new BigDecimal(new BigInteger(high), scale);
  }

  /** The bytes of text or binary. */
  public byte[] raw() {
    int from = basic() == SHORT_TEXT ? at + 1 : at + 5;
    int length =
        kind() == VariantKind.UUID
            ? 16
            : basic() == SHORT_TEXT ? header() : number(at + 1, Integer.BYTES);
    if (kind() == VariantKind.UUID) from = at + 1;
    if (from + (long) length > end) throw malformed();
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  public String text() {
    return new String(raw(), StandardCharsets.UTF_8);
  }

  public java.util.UUID uuid() {
    byte[] raw = raw();
    BigInteger value = new BigInteger(1, raw);
    return new java.util.UUID(value.shiftRight(64).longValue(), value.longValue());
  }

  // ---- objects and arrays

  private boolean isLarge() {
    return (header() >> (basic() == OBJECT ? 4 : 2) & 1) != 0;
  }

  private int countSize() {
    return isLarge() ? Integer.BYTES : 1;
  }

  private int offsetSize() {
    return (header() & 3) + 1;
  }

  private int idSize() {
    return basic() == OBJECT ? (header() >> 2 & 3) + 1 : 0;
  }

  /** How many fields or elements there are. */
  public int count() {
    return number(at + 1, countSize());
  }

  /** The value of a field or element, by its place. */
  public VariantValue element(int place) {
    int count = count();
    long offsets = at + 1L + countSize() + (long) idSize() * count;
    long values = offsets + (long) offsetSize() * (count + 1L);
    if (values > end) throw malformed();
    int offset = number((int) offsets + offsetSize() * place, offsetSize());
    return new VariantValue(bytes, metadata, (int) Math.min(end, values + offset), end);
  }

  /** The name of a field, by its place. */
  public String name(int place) {
    return nameOf(number(at + 1 + countSize() + idSize() * place, idSize()));
  }

  private String nameOf(int id) {
    int size = (bytes[metadata] >> 6 & 3) + 1;
    int count = number(metadata + 1, size);
    if (id >= count) throw malformed();
    int offsets = metadata + 1 + size;
    int texts = offsets + size * (count + 1);
    int from = texts + number(offsets + size * id, size);
    int to = texts + number(offsets + size * (id + 1), size);
    if (from > to || to > end) throw malformed();
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** The value of a field by its name; null if there is none. */
  public VariantValue field(String name) {
    int count = count();
    for (int i = 0; i < count; i++) if (name(i).equals(name)) return element(i);
    return null;
  }
}
