package io.brasa.columnar.vector;

import io.brasa.columnar.type.ArrayType;
import java.util.Arrays;

/** Makes an {@link ArrayVector}: append the elements, then end the row. */
public final class ArrayBuilder extends VectorBuilder {
  private final VectorBuilder elements;
  private int[] offsets;

  public ArrayBuilder(ArrayType type, int capacity) {
    super(type, capacity);
    elements = VectorBuilder.of(type.elementType(), capacity);
    offsets = new int[this.capacity + 1];
  }

  /** Where the elements of the row that is open are appended. */
  public VectorBuilder elements() {
    return elements;
  }

  /** Ends a row: it has the elements appended since the row before. */
  public void endRow() {
    reserve(1);
    appendEmpty();
  }

  @Override
  void appendEmpty() {
    offsets[++length] = elements.length();
  }

  @Override
  void cut() {
    elements.truncate(offsets[length]);
  }

  @Override
  void resize(int newCapacity) {
    offsets = length == 0 ? new int[newCapacity + 1] : Arrays.copyOf(offsets, newCapacity + 1);
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    ArrayVector others = (ArrayVector) source;
    for (int i = from; i < to; i++) {
      elements.appendRange(
          others.elements(), others.offsets()[rows[i]], others.offsets()[rows[i] + 1]);
      appendEmpty();
    }
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    ArrayVector others = (ArrayVector) source;
    for (int i = from; i < to; i++) {
      elements.appendRange(others.elements(), others.offsets()[i], others.offsets()[i + 1]);
      appendEmpty();
    }
  }

  @Override
  ArrayVector finish(boolean[] nulls) {
    return new ArrayVector(type(), length, offsets, elements.build(), nulls);
  }

  @Override
  long arrayBytes() {
    return 4L * offsets.length + elements.sizeBytes();
  }
}
