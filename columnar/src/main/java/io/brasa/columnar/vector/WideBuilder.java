package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.util.Arrays;

/** Makes a {@link WideVector}. */
public final class WideBuilder extends VectorBuilder {
  private long[] high;
  private long[] low;

  public WideBuilder(DataType type, int capacity) {
    super(type, capacity);
    high = new long[this.capacity];
    low = new long[this.capacity];
  }

  /** Appends an unscaled value of 128 bits. */
  public void append(long upper, long lower) {
    reserve(1);
    high[length] = upper;
    low[length++] = lower;
  }

  @Override
  void appendEmpty() {
    high[length] = 0;
    low[length++] = 0;
  }

  @Override
  void resize(int newCapacity) {
    high = length == 0 ? new long[newCapacity] : Arrays.copyOf(high, newCapacity);
    low = length == 0 ? new long[newCapacity] : Arrays.copyOf(low, newCapacity);
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    WideVector wide = (WideVector) source;
    int at = length;
    for (int i = from; i < to; i++) {
      high[at] = wide.high()[rows[i]];
      low[at++] = wide.low()[rows[i]];
    }
    length = at;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    WideVector wide = (WideVector) source;
    System.arraycopy(wide.high(), from, high, length, to - from);
    System.arraycopy(wide.low(), from, low, length, to - from);
    length += to - from;
  }

  @Override
  WideVector finish(boolean[] nulls) {
    return new WideVector(type(), length, high, low, nulls);
  }

  @Override
  long arrayBytes() {
    return 16L * high.length;
  }
}
