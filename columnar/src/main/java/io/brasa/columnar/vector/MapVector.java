package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Maps: the entries of all rows one behind the other. */
public final class MapVector extends FlatVector {
  private final int[] offsets;
  private final Vector keys;
  private final Vector values;

  /**
   * Takes the arrays over.
   *
   * @param offsets where each row's entries begin, one more than rows
   * @param nulls true where a row is null; null if no row is
   */
  public MapVector(
      DataType type, int length, int[] offsets, Vector keys, Vector values, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.MAP);
    if (offsets.length <= length) throw tooShort("offsets", offsets.length);
    int entries = Math.min(keys.length(), values.length());
    if (offsets[length] > entries) throw tooShort("entries", entries);
    this.offsets = offsets;
    this.keys = keys;
    this.values = values;
  }

  /** Where each row's entries begin; the next row's beginning is their end. */
  public int[] offsets() {
    return offsets;
  }

  public Vector keys() {
    return keys;
  }

  public Vector values() {
    return values;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 16 + 4L * offsets.length + keys.sizeBytes() + values.sizeBytes();
  }
}
