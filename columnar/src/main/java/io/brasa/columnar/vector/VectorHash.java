package io.brasa.columnar.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hashes of values by content, the same in every JVM and for every form of a vector: equal values
 * of one type have equal hashes, whatever the vector they lie in. Zero and minus zero are equal,
 * and so are all NaNs. Built from multiplications whose two halves are folded, as in wyhash (Wang
 * Yi, 2019); not safe against those who choose the values.
 */
public final class VectorHash {
  private static final long K0 = 0xA076_1D64_78BD_642FL;
  private static final long K1 = 0xE703_7ED1_A0B4_28DBL;
  private static final long K2 = 0x8EBC_6AF0_9C88_C6E3L;
  private static final long NULL = 0x5899_65CC_7537_4CC3L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private VectorHash() {}

  /** Of a whole number, a date, a time, a boolean, or an unscaled decimal. */
  public static long of(long value) {
    return fold(value ^ K0, K1);
  }

  public static long of(double value) {
    return of(value == 0 ? 0L : Double.doubleToLongBits(value));
  }

  public static long of(float value) {
    return of(value == 0 ? 0L : (long) Float.floatToIntBits(value));
  }

  /** Of an unscaled decimal of 128 bits. */
  public static long of(long high, long low) {
    return fold(low ^ K0, high ^ K1) ^ K2;
  }

  /** Of bytes. */
  public static long of(byte[] bytes, int from, int count) {
    long hash = count * K2;
    int at = from;
    int left = count;
    while (left > 16) {
      hash = fold((long) LONGS.get(bytes, at) ^ K1, (long) LONGS.get(bytes, at + 8) ^ hash);
      at += 16;
      left -= 16;
    }
    return fold(head(bytes, at, left) ^ K0, tail(bytes, at, left) ^ hash ^ K1);
  }

  /** The first bytes of at most sixteen as one number; with {@link #tail} no byte is left out. */
  private static long head(byte[] bytes, int from, int count) {
    if (count >= 8) return (long) LONGS.get(bytes, from);
    if (count >= 4) return (int) INTS.get(bytes, from) & 0xFFFF_FFFFL;
    if (count == 0) return 0;
    return (bytes[from] & 0xFFL) << 16
        | (bytes[from + (count >> 1)] & 0xFFL) << 8
        | bytes[from + count - 1] & 0xFFL;
  }

  private static long tail(byte[] bytes, int from, int count) {
    if (count >= 8) return (long) LONGS.get(bytes, from + count - 8);
    if (count >= 4) return (int) INTS.get(bytes, from + count - 4) & 0xFFFF_FFFFL;
    return 0;
  }

  /** The hash of a null. */
  public static long ofNull() {
    return NULL;
  }

  /** The hash of several values, from that of those before and that of the next. */
  public static long combine(long before, long next) {
    return fold(before ^ K2, next ^ K1);
  }

  private static long fold(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b);
  }

  /**
   * Hashes rows of a column.
   *
   * @param rows the first {@code count} name the rows; null for the first {@code count} rows
   * @param hashes gets the hash of the i-th row named at place i; when combining, holds the hashes
   *     of the columns before
   */
  public static void hash(
      Vector vector, int[] rows, int count, long[] hashes, boolean isCombining) {
    switch (vector) {
      case ConstantVector constant -> {
        long hash = at(constant.value(), 0);
        for (int i = 0; i < count; i++) put(hashes, i, hash, isCombining);
      }
      case DictionaryVector dictionary ->
          hashDictionary(dictionary, rows, count, hashes, isCombining);
      case LongVector v when v.nulls() == null -> {
        long[] values = v.values();
        for (int i = 0; i < count; i++)
          put(hashes, i, of(values[rows == null ? i : rows[i]]), isCombining);
      }
      case IntVector v when v.nulls() == null -> {
        int[] values = v.values();
        for (int i = 0; i < count; i++)
          put(hashes, i, of(values[rows == null ? i : rows[i]]), isCombining);
      }
      case DoubleVector v when v.nulls() == null -> {
        double[] values = v.values();
        for (int i = 0; i < count; i++)
          put(hashes, i, of(values[rows == null ? i : rows[i]]), isCombining);
      }
      case BytesVector v when v.nulls() == null -> {
        byte[] bytes = v.bytes();
        int[] offsets = v.offsets();
        for (int i = 0; i < count; i++) {
          int row = rows == null ? i : rows[i];
          int from = offsets[row];
          put(hashes, i, of(bytes, from, offsets[row + 1] - from), isCombining);
        }
      }
      case FlatVector flat -> {
        for (int i = 0; i < count; i++)
          put(hashes, i, at(flat, rows == null ? i : rows[i]), isCombining);
      }
    }
  }

  private static void put(long[] hashes, int i, long hash, boolean isCombining) {
    hashes[i] = isCombining ? combine(hashes[i], hash) : hash;
  }

  /** Small dictionaries are hashed once, large ones where they are pointed to. */
  private static void hashDictionary(
      DictionaryVector vector, int[] rows, int count, long[] hashes, boolean isCombining) {
    FlatVector dictionary = vector.dictionary();
    int[] ids = vector.ids();
    if (dictionary.length() > count) {
      for (int i = 0; i < count; i++) {
        int row = rows == null ? i : rows[i];
        put(hashes, i, vector.isNullAt(row) ? NULL : at(dictionary, ids[row]), isCombining);
      }
      return;
    }
    long[] known = new long[dictionary.length()];
    hash(dictionary, null, known.length, known, false);
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      put(hashes, i, vector.isNullAt(row) ? NULL : known[ids[row]], isCombining);
    }
  }

  /** The hash of one row. */
  public static long at(Vector vector, int row) {
    if (vector.isNullAt(row)) return NULL;
    return switch (vector) {
      case ConstantVector v -> at(v.value(), 0);
      case DictionaryVector v -> at(v.dictionary(), v.ids()[row]);
      case ByteVector v -> of(v.values()[row]);
      case ShortVector v -> of(v.values()[row]);
      case IntVector v -> of(v.values()[row]);
      case LongVector v -> of(v.values()[row]);
      case FloatVector v -> of(v.values()[row]);
      case DoubleVector v -> of(v.values()[row]);
      case WideVector v -> of(v.high()[row], v.low()[row]);
      case BytesVector v ->
          of(v.bytes(), v.offsets()[row], v.offsets()[row + 1] - v.offsets()[row]);
      case ArrayVector v -> ofRange(v.elements(), v.offsets()[row], v.offsets()[row + 1]);
      case MapVector v -> {
        long sum = 0;
        for (int i = v.offsets()[row]; i < v.offsets()[row + 1]; i++)
          sum += combine(at(v.keys(), i), at(v.values(), i));
        yield of(sum);
      }
      case StructVector v -> {
        long hash = K2;
        for (Vector field : v.fields()) hash = combine(hash, at(field, row));
        yield hash;
      }
    };
  }

  private static long ofRange(Vector elements, int from, int to) {
    long hash = of((long) to - from);
    for (int i = from; i < to; i++) hash = combine(hash, at(elements, i));
    return hash;
  }
}
