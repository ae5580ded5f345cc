package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.FlatVector;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.schema.Shape;

/**
 * Gathers values of one stored type and makes a vector of the type wanted of them. {@link #start}
 * makes new arrays, which {@link #finish} gives away. Used by one thread.
 */
abstract sealed class LeafValues
    permits BooleanValues,
        IntValues,
        LongValues,
        FloatValues,
        DoubleValues,
        FixedValues,
        BytesValues {
  final Shape.Leaf leaf;

  LeafValues(Shape.Leaf leaf) {
    this.leaf = leaf;
  }

  static LeafValues of(Shape.Leaf leaf) {
    return switch (leaf.node().physical()) {
      case BOOLEAN -> new BooleanValues(leaf);
      case INT32 -> new IntValues(leaf);
      case INT64 -> new LongValues(leaf);
      case FLOAT -> new FloatValues(leaf);
      case DOUBLE -> new DoubleValues(leaf);
      case INT96, FIXED_LEN_BYTE_ARRAY -> new FixedValues(leaf);
      case BYTE_ARRAY -> new BytesValues(leaf);
    };
  }

  /** Begins a vector of at most so many rows. */
  abstract void start(int capacity);

  /** As {@link #start}, in the arrays of the vector before, which nobody looks at any more. */
  void restart(int capacity) {
    start(capacity);
  }

  /** Appends values from row {@code at} on, where the rows so far end. */
  abstract void append(ValueReader in, int at, int count);

  /** For how many rows there must be room to append {@code count} of the next {@code among}. */
  int roomToPick(int count, int among) {
    return among;
  }

  /** Appends those of the next {@code among} values that are at rising places. */
  abstract void append(ValueReader in, int at, int[] places, int count, int among);

  /**
   * Makes rows from {@code at} on of the values that were appended there: those that are null are
   * put in between.
   */
  abstract void spread(int at, int values, boolean[] nulls, int rows);

  /** A vector of no rows. */
  final FlatVector finishNone() {
    start(0);
    return finish(0, null);
  }

  /** The vector; null rows hold whatever there is. */
  abstract FlatVector finish(int length, boolean[] nulls);
}
