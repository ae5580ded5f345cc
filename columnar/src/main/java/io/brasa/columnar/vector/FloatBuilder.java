package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.util.Arrays;

/** Makes a {@link FloatVector}. */
public final class FloatBuilder extends VectorBuilder {
  private float[] values;

  public FloatBuilder(DataType type, int capacity) {
    super(type, capacity);
    values = new float[this.capacity];
  }

  public void append(float value) {
    reserve(1);
    values[length++] = value;
  }

  @Override
  void appendEmpty() {
    values[length++] = 0;
  }

  @Override
  void resize(int newCapacity) {
    values = length == 0 ? new float[newCapacity] : Arrays.copyOf(values, newCapacity);
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    float[] others = ((FloatVector) source).values();
    int at = length;
    for (int i = from; i < to; i++) values[at++] = others[rows[i]];
    length = at;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    System.arraycopy(((FloatVector) source).values(), from, values, length, to - from);
    length += to - from;
  }

  @Override
  FloatVector finish(boolean[] nulls) {
    return new FloatVector(type(), length, values, nulls);
  }

  @Override
  long arrayBytes() {
    return 4L * values.length;
  }
}
