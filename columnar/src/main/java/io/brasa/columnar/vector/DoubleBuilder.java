package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.util.Arrays;

/** Makes a {@link DoubleVector}. */
public final class DoubleBuilder extends VectorBuilder {
  private double[] values;

  public DoubleBuilder(DataType type, int capacity) {
    super(type, capacity);
    values = new double[this.capacity];
  }

  public void append(double value) {
    reserve(1);
    values[length++] = value;
  }

  @Override
  void appendEmpty() {
    values[length++] = 0;
  }

  @Override
  void resize(int newCapacity) {
    values = length == 0 ? new double[newCapacity] : Arrays.copyOf(values, newCapacity);
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    double[] others = ((DoubleVector) source).values();
    int at = length;
    for (int i = from; i < to; i++) values[at++] = others[rows[i]];
    length = at;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    System.arraycopy(((DoubleVector) source).values(), from, values, length, to - from);
    length += to - from;
  }

  @Override
  DoubleVector finish(boolean[] nulls) {
    return new DoubleVector(type(), length, values, nulls);
  }

  @Override
  long arrayBytes() {
    return 8L * values.length;
  }
}
