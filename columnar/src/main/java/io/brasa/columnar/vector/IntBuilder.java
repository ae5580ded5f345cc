package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.util.Arrays;

/** Makes a {@link IntVector}. */
public final class IntBuilder extends VectorBuilder {
  private int[] values;

  public IntBuilder(DataType type, int capacity) {
    super(type, capacity);
    values = new int[this.capacity];
  }

  public void append(int value) {
    reserve(1);
    values[length++] = value;
  }

  @Override
  void appendEmpty() {
    values[length++] = 0;
  }

  @Override
  void resize(int newCapacity) {
    values = length == 0 ? new int[newCapacity] : Arrays.copyOf(values, newCapacity);
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    int[] others = ((IntVector) source).values();
    int at = length;
    for (int i = from; i < to; i++) values[at++] = others[rows[i]];
    length = at;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    System.arraycopy(((IntVector) source).values(), from, values, length, to - from);
    length += to - from;
  }

  @Override
  IntVector finish(boolean[] nulls) {
    return new IntVector(type(), length, values, nulls);
  }

  @Override
  long arrayBytes() {
    return 4L * values.length;
  }
}
