package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.util.Arrays;

/** Makes a {@link ByteVector}. */
public final class ByteBuilder extends VectorBuilder {
  private byte[] values;

  public ByteBuilder(DataType type, int capacity) {
    super(type, capacity);
    values = new byte[this.capacity];
  }

  public void append(byte value) {
    reserve(1);
    values[length++] = value;
  }

  @Override
  void appendEmpty() {
    values[length++] = 0;
  }

  @Override
  void resize(int newCapacity) {
    values = length == 0 ? new byte[newCapacity] : Arrays.copyOf(values, newCapacity);
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    byte[] others = ((ByteVector) source).values();
    int at = length;
    for (int i = from; i < to; i++) values[at++] = others[rows[i]];
    length = at;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    System.arraycopy(((ByteVector) source).values(), from, values, length, to - from);
    length += to - from;
  }

  @Override
  ByteVector finish(boolean[] nulls) {
    return new ByteVector(type(), length, values, nulls);
  }

  @Override
  long arrayBytes() {
    return 1L * values.length;
  }
}
