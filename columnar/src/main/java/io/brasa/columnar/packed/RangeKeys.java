package io.brasa.columnar.packed;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.WideVector;

/**
 * A number for each value, such that no smaller value has a larger number: ranges of values are
 * kept as two of them. For most types different values have different numbers; strings are told
 * apart by their first eight bytes.
 */
final class RangeKeys {
  private RangeKeys() {}

  /** Whether a type has such numbers. */
  static boolean has(DataType type) {
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, WIDE, BYTES -> true;
      case ARRAY, MAP, STRUCT -> false;
    };
  }

  /** Whether different values have different numbers. */
  static boolean isExact(DataType type) {
    return type.storage() != Storage.BYTES && type.storage() != Storage.WIDE;
  }

  /** Of a row that is not null, of a type that has such numbers. */
  static long of(FlatVector vector, int row) {
    return switch (vector) {
      case ByteVector v -> v.values()[row];
      case ShortVector v -> v.values()[row];
      case IntVector v -> v.values()[row];
      case LongVector v -> v.values()[row];
      case FloatVector v -> of(v.values()[row]);
      case DoubleVector v -> of(v.values()[row]);
      case WideVector v -> ofWide(v, row);
      case BytesVector v ->
          of(v.bytes(), v.offsets()[row], v.offsets()[row + 1] - v.offsets()[row], 0);
      default -> throw new IllegalArgumentException("no numbers stand for " + vector.type());
    };
  }

  /** Both zeros are one, and so are all that are not numbers, which are the largest. */
  static long of(double value) {
    if (value == 0) return 0;
    long bits = Double.doubleToLongBits(value);
    return bits ^ bits >> 63 & Long.MAX_VALUE;
  }

  private static long ofWide(WideVector vector, int row) {
    long low = vector.low()[row];
    if (vector.isNarrow()) return low;
    long high = vector.high()[row];
    if (high == low >> 63) return low;
    return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /**
   * Of the first eight bytes, compared without sign.
   *
   * @param rest what stands for bytes that are not there: 0, or 255 for the largest that begins so
   */
  static long of(byte[] bytes, int from, int count, int rest) {
    long key = 0;
    for (int i = 0; i < 8; i++) key = key << 8 | (i < count ? bytes[from + i] & 0xFF : rest);
    return key ^ Long.MIN_VALUE;
  }
}
