package io.brasa.connectors.parquet.read;

import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.WideVector;
import io.brasa.connectors.parquet.format.Damage;

/** Unscaled values of decimals from two's complement of any length, the highest byte first. */
final class BigEndian {
  private final DecimalType type;
  private final int length;
  private final long[] high;
  private final long[] low;

  BigEndian(DecimalType type, int length) {
    this.type = type;
    this.length = length;
    this.high = type.isLong() ? null : new long[length];
    this.low = new long[length];
  }

  void set(int row, byte[] bytes, int from, int count) {
    if (count == 0) return;
    long lower = 0;
    long upper = bytes[from] >> 7;
    long sign = upper;
    lower = sign;
    for (int i = 0; i < count; i++) {
      upper = upper << 8 | lower >>> 56;
      lower = lower << 8 | bytes[from + i] & 0xff;
      if (i >= 16 && bytes[from + i - 16] != (byte) sign)
        throw new Damage(from, "a decimal of more than 38 digits");
    }
    low[row] = lower;
    if (high != null) high[row] = upper;
    else if (upper != lower >> 63)
      throw new Damage(from, "a decimal of more digits than " + type + " has");
  }

  FlatVector vector(boolean[] nulls) {
    return high == null
        ? new LongVector(type, length, low, nulls)
        : new WideVector(type, length, high, low, nulls);
  }
}
