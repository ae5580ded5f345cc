package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.schema.Shape;

/** Floating-point numbers of 64 bits. */
final class DoubleValues extends LeafValues {
  private double[] values = {};

  DoubleValues(Shape.Leaf leaf) {
    super(leaf);
  }

  @Override
  void start(int capacity) {
    values = new double[capacity];
  }

  @Override
  void restart(int capacity) {
    if (values.length < capacity) start(capacity);
  }

  @Override
  void append(ValueReader in, int at, int count) {
    in.doubles(values, at, count);
  }

  @Override
  int roomToPick(int count, int among) {
    return count;
  }

  @Override
  void append(ValueReader in, int at, int[] places, int count, int among) {
    in.doubles(values, at, places, count, among);
  }

  @Override
  void spread(int at, int count, boolean[] nulls, int rows) {
    int value = at + count;
    for (int row = at + rows - 1; row >= at; row--) if (!nulls[row]) values[row] = values[--value];
  }

  @Override
  FlatVector finish(int length, boolean[] nulls) {
    return new DoubleVector(leaf.type(), length, values, nulls);
  }
}
