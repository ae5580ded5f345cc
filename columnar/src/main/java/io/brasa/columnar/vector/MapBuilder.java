package io.brasa.columnar.vector;

import io.brasa.columnar.type.MapType;
import java.util.Arrays;

/** Makes a {@link MapVector}: append keys and values, then end the row. */
public final class MapBuilder extends VectorBuilder {
  private final VectorBuilder keys;
  private final VectorBuilder values;
  private int[] offsets;

  public MapBuilder(MapType type, int capacity) {
    super(type, capacity);
    keys = VectorBuilder.of(type.keyType(), capacity);
    values = VectorBuilder.of(type.valueType(), capacity);
    offsets = new int[this.capacity + 1];
  }

  /** Where the keys of the row that is open are appended. */
  public VectorBuilder keys() {
    return keys;
  }

  /** Where the values of the row that is open are appended. */
  public VectorBuilder values() {
    return values;
  }

  /** Ends a row: it has the entries appended since the row before. */
  public void endRow() {
    if (keys.length() != values.length())
      throw new IllegalStateException(keys.length() + " keys and " + values.length() + " values");
    reserve(1);
    appendEmpty();
  }

  @Override
  void appendEmpty() {
    offsets[++length] = keys.length();
  }

  @Override
  void cut() {
    keys.truncate(offsets[length]);
    values.truncate(Math.min(values.length(), offsets[length]));
  }

  @Override
  void resize(int newCapacity) {
    offsets = length == 0 ? new int[newCapacity + 1] : Arrays.copyOf(offsets, newCapacity + 1);
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) copyRange(source, rows[i], rows[i] + 1);
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    MapVector others = (MapVector) source;
    for (int i = from; i < to; i++) {
      int first = others.offsets()[i];
      int end = others.offsets()[i + 1];
      keys.appendRange(others.keys(), first, end);
      values.appendRange(others.values(), first, end);
      appendEmpty();
    }
  }

  @Override
  MapVector finish(boolean[] nulls) {
    return new MapVector(type(), length, offsets, keys.build(), values.build(), nulls);
  }

  @Override
  long arrayBytes() {
    return 4L * offsets.length + keys.sizeBytes() + values.sizeBytes();
  }
}
