package io.brasa.sql.function.general;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;

/**
 * Murmur3 of 32 bits (Appleby), as {@code hash} has it: the bytes behind the last four are mixed in
 * one by one, each as a number of its own.
 */
public final class Murmur3 {
  private static final int C1 = 0xCC9E_2D51;
  private static final int C2 = 0x1B87_3593;

  private Murmur3() {}

  static int of(Vector vector, int row, int seed) {
    return (int) HashedValue.of(vector, row, seed, (flat, at, hash) -> leaf(flat, at, (int) hash));
  }

  private static int leaf(FlatVector vector, int row, int seed) {
    return switch (vector) {
      case ByteVector v -> ofInt(v.values()[row], seed);
      case ShortVector v -> ofInt(v.values()[row], seed);
      case IntVector v -> ofInt(v.values()[row], seed);
      case LongVector v -> ofLong(HashedValue.whole(v, row), seed);
      case FloatVector v ->
          ofInt(v.values()[row] == 0 ? 0 : Float.floatToIntBits(v.values()[row]), seed);
      case DoubleVector v ->
          ofLong(v.values()[row] == 0 ? 0 : Double.doubleToLongBits(v.values()[row]), seed);
      case BytesVector v -> ofBytes(v.bytes(), v.offsets()[row], v.offsets()[row + 1], seed);
      case WideVector v when v.type() == AtomicType.INTERVAL ->
          ofInt(
              (int) (v.high()[row] >> Integer.SIZE),
              ofInt((int) v.high()[row], ofLong(v.low()[row], seed)));
      case WideVector v -> {
        byte[] bytes = HashedValue.bytes(v, row);
        yield ofBytes(bytes, 0, bytes.length, seed);
      }
      default -> throw new IllegalArgumentException("nested: " + vector.type());
    };
  }

  private static int mixKey(int key) {
    return Integer.rotateLeft(key * C1, 15) * C2;
  }

  private static int mix(int hash, int key) {
    return Integer.rotateLeft(hash ^ mixKey(key), 13) * 5 + 0xE654_6B64;
  }

  private static int finish(int hash, int length) {
    int h = hash ^ length;
    h ^= h >>> 16;
    h *= 0x85EB_CA6B;
    h ^= h >>> 13;
    h *= 0xC2B2_AE35;
    return h ^ h >>> 16;
  }

  private static int ofInt(int value, int seed) {
    return finish(mix(seed, value), 4);
  }

  private static int ofLong(long value, int seed) {
    return finish(mix(mix(seed, (int) value), (int) (value >>> 32)), 8);
  }

  /** Of the bytes from a place to another, exclusive. */
  public static int ofBytes(byte[] bytes, int from, int to, int seed) {
    int hash = seed;
    int at = from;
    for (; at + 4 <= to; at += 4) {
      int word =
          bytes[at] & 0xFF
              | (bytes[at + 1] & 0xFF) << 8
              | (bytes[at + 2] & 0xFF) << 16
              | bytes[at + 3] << 24;
      hash = mix(hash, word);
    }
    for (; at < to; at++) hash = mix(hash, bytes[at]);
    return finish(hash, to - from);
  }
}
