package io.brasa.sql.operator.sort;

import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.kernel.Whole;
import java.util.Arrays;

/**
 * The first eight bytes of values as longs of the same order: of two values the one whose long is
 * less is less; where longs are equal, values may differ unless all of the value is in it. The
 * longs of different batches can be compared.
 */
public final class SortPrefix {
  private SortPrefix() {}

  /** Whether the prefix is all of the value. */
  public static boolean isWhole(Vector vector) {
    return switch (vector.type().storage()) {
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> true;
      case WIDE -> Whole.bits(vector) <= 63;
      case BYTES, ARRAY, MAP, STRUCT -> false;
    };
  }

  /**
   * Finds the prefixes of some rows; those of nulls mean nothing.
   *
   * @param rows place {@code i} is row {@code rows[i]}; null if it is row {@code i}
   */
  public static void fill(
      Vector vector, int[] rows, int count, boolean isDescending, long[] prefixes) {
    switch (vector) {
      case ConstantVector constant -> {
        long[] one = new long[1];
        flat(constant.value(), null, 1, one);
        Arrays.fill(prefixes, 0, count, one[0]);
      }
      case DictionaryVector dictionary -> dictionary(dictionary, rows, count, prefixes);
      case FlatVector flat -> flat(flat, rows, count, prefixes);
    }
    if (isDescending) for (int i = 0; i < count; i++) prefixes[i] = ~prefixes[i];
  }

  private static void dictionary(DictionaryVector vector, int[] rows, int count, long[] prefixes) {
    int[] ids = vector.ids();
    if (vector.dictionary().length() > count) {
      int[] places = rows == null ? ids : new int[count];
      if (rows != null) for (int i = 0; i < count; i++) places[i] = ids[rows[i]];
      flat(vector.dictionary(), places, count, prefixes);
      return;
    }
    long[] entries = new long[vector.dictionary().length()];
    flat(vector.dictionary(), null, entries.length, entries);
    for (int i = 0; i < count; i++) prefixes[i] = entries[ids[rows == null ? i : rows[i]]];
  }

  private static void flat(FlatVector vector, int[] rows, int count, long[] to) {
    switch (vector) {
      case LongVector v -> {
        for (int i = 0; i < count; i++) to[i] = v.values()[rows == null ? i : rows[i]];
      }
      case IntVector v -> {
        for (int i = 0; i < count; i++) to[i] = v.values()[rows == null ? i : rows[i]];
      }
      case ShortVector v -> {
        for (int i = 0; i < count; i++) to[i] = v.values()[rows == null ? i : rows[i]];
      }
      case ByteVector v -> {
        for (int i = 0; i < count; i++) to[i] = v.values()[rows == null ? i : rows[i]];
      }
      case DoubleVector v -> {
        for (int i = 0; i < count; i++) to[i] = ordered(v.values()[rows == null ? i : rows[i]]);
      }
      case FloatVector v -> {
        for (int i = 0; i < count; i++) to[i] = ordered(v.values()[rows == null ? i : rows[i]]);
      }
      case WideVector v -> {
        for (int i = 0; i < count; i++) to[i] = narrowed(v, rows == null ? i : rows[i]);
      }
      case BytesVector v -> {
        for (int i = 0; i < count; i++) to[i] = head(v, rows == null ? i : rows[i]);
      }
      default -> Arrays.fill(to, 0, count, 0);
    }
  }

  /** As a long of the same order; zero and minus zero are one. */
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ bits >> 63 & Long.MAX_VALUE;
  }

  /** What has no room in 64 bits is as far out as can be. */
  private static long narrowed(WideVector vector, int row) {
    long low = vector.low()[row];
    if (vector.isNarrow()) return low;
    long high = vector.high()[row];
    if (high == low >> 63) return low;
    return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static long head(BytesVector vector, int row) {
    long prefix = 0;
    int start = vector.offsets()[row];
    int length = Math.min(8, vector.offsets()[row + 1] - start);
    for (int i = 0; i < length; i++) prefix |= (vector.bytes()[start + i] & 0xFFL) << 56 - 8 * i;
    return prefix ^ Long.MIN_VALUE;
  }
}
