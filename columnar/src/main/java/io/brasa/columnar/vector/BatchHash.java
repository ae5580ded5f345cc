package io.brasa.columnar.vector;

/**
 * A hash of all rows of a batch in their order, column by column. Flat numbers go through four
 * chains of multiplications, since each waits for the one before (the plan of xxHash64, Yann
 * Collet); all else by the hashes of its rows.
 */
final class BatchHash {
  private static final long P1 = 0x9E37_79B1_85EB_CA87L;
  private static final long P2 = 0xC2B2_AE3D_27D4_EB4FL;

  private BatchHash() {}

  static long of(Batch batch) {
    Batch dense = batch.dense();
    int length = dense.length();
    long hash = VectorHash.of(length, dense.columns().size());
    long[] rows = null;
    for (Vector column : dense.columns()) {
      long own;
      switch (column) {
        case LongVector v when v.nulls() == null -> own = longs(v.values(), length);
        case IntVector v when v.nulls() == null -> own = ints(v.values(), length);
        case BytesVector v when v.nulls() == null -> {
          own = bytes(v, length);
        }
        default -> {
          if (rows == null) rows = new long[length];
          VectorHash.hash(column, null, length, rows, false);
          own = longs(rows, length);
        }
      }
      hash = VectorHash.combine(hash, own);
    }
    return hash;
  }

  private static long bytes(BytesVector vector, int length) {
    int[] offsets = vector.offsets();
    int from = offsets[0];
    // Offsets that begin at zero, as they nearly always do, are hashed where they are.
    long hash = from == 0 ? ints(offsets, length + 1) : ints(moved(offsets, length), length + 1);
    return VectorHash.combine(hash, VectorHash.of(vector.bytes(), from, offsets[length] - from));
  }

  private static int[] moved(int[] offsets, int length) {
    int[] moved = new int[length + 1];
    for (int i = 0; i <= length; i++) moved[i] = offsets[i] - offsets[0];
    return moved;
  }

  private static long step(long hash, long value) {
    return Long.rotateLeft(hash + value * P2, 31) * P1;
  }

  private static long longs(long[] values, int length) {
    long a = P1;
    long b = P2;
    long c = 0;
    long d = -P1;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      a = step(a, values[i]);
      b = step(b, values[i + 1]);
      c = step(c, values[i + 2]);
      d = step(d, values[i + 3]);
    }
    for (; i < length; i++) a = step(a, values[i]);
    return VectorHash.combine(VectorHash.combine(a, b), VectorHash.combine(c, d));
  }

  private static long ints(int[] values, int length) {
    long a = P1;
    long b = P2;
    long c = 0;
    long d = -P1;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      a = step(a, values[i]);
      b = step(b, values[i + 1]);
      c = step(c, values[i + 2]);
      d = step(d, values[i + 3]);
    }
    for (; i < length; i++) a = step(a, values[i]);
    return VectorHash.combine(VectorHash.combine(a, b), VectorHash.combine(c, d));
  }
}
