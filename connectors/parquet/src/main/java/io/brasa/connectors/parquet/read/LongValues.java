package io.brasa.connectors.parquet.read;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.WideVector;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.format.Logical;
import io.brasa.connectors.parquet.schema.Shape;

/** Values of 64 bits: long integers, timestamps, decimals. */
final class LongValues extends LeafValues {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private long[] values = {};

  LongValues(Shape.Leaf leaf) {
    super(leaf);
  }

  @Override
  void start(int capacity) {
    values = new long[capacity];
  }

  @Override
  void restart(int capacity) {
    if (values.length < capacity) start(capacity);
  }

  @Override
  void append(ValueReader in, int at, int count) {
    in.longs(values, at, count);
  }

  @Override
  int roomToPick(int count, int among) {
    return count;
  }

  @Override
  void append(ValueReader in, int at, int[] places, int count, int among) {
    in.longs(values, at, places, count, among);
  }

  @Override
  void spread(int at, int count, boolean[] nulls, int rows) {
    int value = at + count;
    for (int row = at + rows - 1; row >= at; row--) if (!nulls[row]) values[row] = values[--value];
  }

  @Override
  FlatVector finish(int length, boolean[] nulls) {
    DataType type = leaf.type();
    if (leaf.node().logical() instanceof Logical.Timestamp timestamp)
      toMicros(timestamp, length, nulls);
    if (type instanceof TimeType) checkTimes(length, nulls);
    return switch (type.storage()) {
      case LONG -> new LongVector(type, length, values, nulls);
      case WIDE -> {
        boolean isUnsigned =
            leaf.node().logical() instanceof Logical.Int number && !number.isSigned();
        long[] high = isUnsigned ? new long[length] : signs(values, length);
        yield new WideVector(type, length, high, values, nulls);
      }
      default -> throw new IllegalStateException("long integers as " + type);
    };
  }

  private void checkTimes(int length, boolean[] nulls) {
    for (int i = 0; i < length; i++) {
      boolean isThere = nulls == null || !nulls[i];
      if (isThere && (values[i] < 0 || values[i] >= MICROS_PER_DAY))
        throw new Damage(-1, "a time of " + values[i] + " µs is beyond a day");
    }
  }

  private void toMicros(Logical.Timestamp timestamp, int length, boolean[] nulls) {
    switch (timestamp.unit()) {
      case MICROS -> {}
      case NANOS -> {
        for (int i = 0; i < length; i++) values[i] = Math.floorDiv(values[i], 1_000L);
      }
      case MILLIS -> {
        for (int i = 0; i < length; i++) {
          if (nulls == null || !nulls[i]) values[i] = Math.multiplyExact(values[i], 1_000L);
        }
      }
    }
  }

  /** The upper halves of numbers of 128 bits. */
  static long[] signs(long[] low, int length) {
    long[] high = new long[length];
    for (int i = 0; i < length; i++) high[i] = low[i] >> 63;
    return high;
  }
}
