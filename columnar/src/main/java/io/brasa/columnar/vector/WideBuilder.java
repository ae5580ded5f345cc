package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.util.Arrays;

/** Makes a {@link WideVector}, which is narrow if all that was appended is. */
public final class WideBuilder extends VectorBuilder {
  private long[] low;

  /** Null as long as the lower halves say it all. */
  private long[] high;

  public WideBuilder(DataType type, int capacity) {
    super(type, capacity);
    low = new long[this.capacity];
  }

  /** Appends an unscaled value of 128 bits. */
  public void append(long upper, long lower) {
    reserve(1);
    if (high == null && upper != lower >> 63) widen();
    if (high != null) high[length] = upper;
    low[length++] = lower;
  }

  private void widen() {
    high = new long[low.length];
    for (int i = 0; i < length; i++) high[i] = low[i] >> 63;
  }

  @Override
  void appendEmpty() {
    if (high != null) high[length] = 0;
    low[length++] = 0;
  }

  @Override
  void resize(int newCapacity) {
    if (length == 0) {
      low = new long[newCapacity];
      high = null;
    } else {
      low = Arrays.copyOf(low, newCapacity);
      if (high != null) high = Arrays.copyOf(high, newCapacity);
    }
  }

  @Override
  void cut() {
    if (length == 0) high = null;
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    WideVector wide = (WideVector) source;
    long[] others = wide.low();
    if (!wide.isNarrow() && high == null) widen();
    if (high != null) {
      long[] uppers = wide.high();
      for (int i = from, at = length; i < to; i++) high[at++] = uppers[rows[i]];
    }
    int at = length;
    for (int i = from; i < to; i++) low[at++] = others[rows[i]];
    length = at;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    WideVector wide = (WideVector) source;
    if (!wide.isNarrow() && high == null) widen();
    if (high != null) System.arraycopy(wide.high(), from, high, length, to - from);
    System.arraycopy(wide.low(), from, low, length, to - from);
    length += to - from;
  }

  @Override
  WideVector finish(boolean[] nulls) {
    return new WideVector(type(), length, high, low, nulls);
  }

  @Override
  long arrayBytes() {
    return (high == null ? 8L : 16L) * low.length;
  }
}
