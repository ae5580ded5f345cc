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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 (Collet) of values. */
final class XxHash64 {
  private static final long P1 = 0x9E37_79B1_85EB_CA87L;
  private static final long P2 = 0xC2B2_AE3D_27D4_EB4FL;
  private static final long P3 = 0x1656_67B1_9E37_79F9L;
  private static final long P4 = 0x85EB_CA77_C2B2_AE63L;
  private static final long P5 = 0x27D4_EB2F_1656_67C5L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash64() {}

  static long of(Vector vector, int row, long seed) {
    return HashedValue.of(vector, row, seed, XxHash64::leaf);
  }

  private static long leaf(FlatVector vector, int row, long seed) {
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

  private static long finish(long hash) {
    long h = hash ^ hash >>> 33;
    h *= P2;
    h ^= h >>> 29;
    h *= P3;
    return h ^ h >>> 32;
  }

  private static long round(long sum, long value) {
    return Long.rotateLeft(sum + value * P2, 31) * P1;
  }

  private static long mixInt(long hash, int value) {
    return Long.rotateLeft(hash ^ (value & 0xFFFF_FFFFL) * P1, 23) * P2 + P3;
  }

  private static long mixLong(long hash, long value) {
    return Long.rotateLeft(hash ^ round(0, value), 27) * P1 + P4;
  }

  private static long ofInt(int value, long seed) {
    return finish(mixInt(seed + P5 + 4, value));
  }

  private static long ofLong(long value, long seed) {
    return finish(mixLong(seed + P5 + 8, value));
  }

  private static long ofBytes(byte[] bytes, int from, int to, long seed) {
    int at = from;
    long hash;
    if (to - from >= 32) {
      long a = seed + P1 + P2;
      long b = seed + P2;
      long c = seed;
      long d = seed - P1;
      for (; at + 32 <= to; at += 32) {
        a = round(a, (long) LONGS.get(bytes, at));
        b = round(b, (long) LONGS.get(bytes, at + 8));
        c = round(c, (long) LONGS.get(bytes, at + 16));
        d = round(d, (long) LONGS.get(bytes, at + 24));
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = (hash ^ round(0, a)) * P1 + P4;
      hash = (hash ^ round(0, b)) * P1 + P4;
      hash = (hash ^ round(0, c)) * P1 + P4;
      hash = (hash ^ round(0, d)) * P1 + P4;
    } else {
      hash = seed + P5;
    }
    hash += to - from;
    for (; at + 8 <= to; at += 8) hash = mixLong(hash, (long) LONGS.get(bytes, at));
    if (at + 4 <= to) {
      hash = mixInt(hash, (int) INTS.get(bytes, at));
      at += 4;
    }
    for (; at < to; at++) hash = Long.rotateLeft(hash ^ (bytes[at] & 0xFFL) * P5, 11) * P1;
    return finish(hash);
  }
}
