package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.util.Arrays;

/** Makes a {@link ShortVector}. */
public final class ShortBuilder extends VectorBuilder {
  private short[] values;

  public ShortBuilder(DataType type, int capacity) {
    super(type, capacity);
    values = new short[this.capacity];
  }

  public void append(short value) {
    reserve(1);
    values[length++] = value;
  }

  @Override
  void appendEmpty() {
    values[length++] = 0;
  }

  @Override
  void resize(int newCapacity) {
    values = length == 0 ? new short[newCapacity] : Arrays.copyOf(values, newCapacity);
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    short[] others = ((ShortVector) source).values();
    int at = length;
    for (int i = from; i < to; i++) values[at++] = others[rows[i]];
    length = at;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    System.arraycopy(((ShortVector) source).values(), from, values, length, to - from);
    length += to - from;
  }

  @Override
  ShortVector finish(boolean[] nulls) {
    return new ShortVector(type(), length, values, nulls);
  }

  @Override
  long arrayBytes() {
    return 2L * values.length;
  }
}
