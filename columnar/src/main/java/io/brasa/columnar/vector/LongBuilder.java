package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.util.Arrays;

/** Makes a {@link LongVector}. */
public final class LongBuilder extends VectorBuilder {
  private long[] values;

  public LongBuilder(DataType type, int capacity) {
    super(type, capacity);
    values = new long[this.capacity];
  }

  public void append(long value) {
    reserve(1);
    values[length++] = value;
  }

  @Override
  void appendEmpty() {
    values[length++] = 0;
  }

  @Override
  void resize(int newCapacity) {
    values = length == 0 ? new long[newCapacity] : Arrays.copyOf(values, newCapacity);
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    long[] others = ((LongVector) source).values();
    int at = length;
    for (int i = from; i < to; i++) values[at++] = others[rows[i]];
    length = at;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    System.arraycopy(((LongVector) source).values(), from, values, length, to - from);
    length += to - from;
  }

  @Override
  LongVector finish(boolean[] nulls) {
    return new LongVector(type(), length, values, nulls);
  }

  @Override
  long arrayBytes() {
    return 8L * values.length;
  }
}
