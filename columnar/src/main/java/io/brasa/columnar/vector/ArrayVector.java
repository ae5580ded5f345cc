package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Sequences: the elements of all rows one behind the other. */
public final class ArrayVector extends FlatVector {
  private final int[] offsets;
  private final Vector elements;

  /**
   * Takes the arrays over.
   *
   * @param offsets where each row's elements begin, one more than rows
   * @param nulls true where a row is null; null if no row is
   */
  public ArrayVector(DataType type, int length, int[] offsets, Vector elements, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.ARRAY);
    if (offsets.length <= length) throw tooShort("offsets", offsets.length);
    if (offsets[length] > elements.length()) throw tooShort("elements", elements.length());
    this.offsets = offsets;
    this.elements = elements;
  }

  /** Where each row's elements begin; the next row's beginning is their end. */
  public int[] offsets() {
    return offsets;
  }

  public Vector elements() {
    return elements;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 16 + 4L * offsets.length + elements.sizeBytes();
  }
}
