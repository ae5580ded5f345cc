package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.schema.Shape;

/** Booleans, one byte each. */
final class BooleanValues extends LeafValues {
  private byte[] values = {};

  BooleanValues(Shape.Leaf leaf) {
    super(leaf);
  }

  @Override
  void start(int capacity) {
    values = new byte[capacity];
  }

  @Override
  void append(ValueReader in, int at, int count) {
    in.booleans(values, at, count);
  }

  @Override
  void append(ValueReader in, int at, int[] places, int count, int among) {
    in.booleans(values, at, among);
    for (int i = 0; i < count; i++) values[at + i] = values[at + places[i]];
  }

  @Override
  void spread(int at, int count, boolean[] nulls, int rows) {
    int value = at + count;
    for (int row = at + rows - 1; row >= at; row--) if (!nulls[row]) values[row] = values[--value];
  }

  @Override
  FlatVector finish(int length, boolean[] nulls) {
    return new ByteVector(leaf.type(), length, values, nulls);
  }
}
