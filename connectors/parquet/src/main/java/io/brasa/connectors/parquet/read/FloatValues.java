package io.brasa.connectors.parquet.read;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.schema.Shape;

/** Floating-point numbers of 32 bits. */
final class FloatValues extends LeafValues {
  private float[] values = {};

  FloatValues(Shape.Leaf leaf) {
    super(leaf);
  }

  @Override
  void start(int capacity) {
    values = new float[capacity];
  }

  @Override
  void append(ValueReader in, int at, int count) {
    in.floats(values, at, count);
  }

  @Override
  void append(ValueReader in, int at, int[] places, int count, int among) {
    in.floats(values, at, among);
    for (int i = 0; i < count; i++) values[at + i] = values[at + places[i]];
  }

  @Override
  void spread(int at, int count, boolean[] nulls, int rows) {
    int value = at + count;
    for (int row = at + rows - 1; row >= at; row--) if (!nulls[row]) values[row] = values[--value];
  }

  @Override
  FlatVector finish(int length, boolean[] nulls) {
    if (leaf.type() == AtomicType.FLOAT) return new FloatVector(leaf.type(), length, values, nulls);
    double[] doubles = new double[length];
    for (int i = 0; i < length; i++) doubles[i] = values[i];
    return new DoubleVector(leaf.type(), length, doubles, nulls);
  }
}
