package io.brasa.connectors.parquet.read;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.WideVector;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.format.Logical;
import io.brasa.connectors.parquet.schema.Shape;

/** Values of 32 bits: integers, dates, small decimals. */
final class IntValues extends LeafValues {
  private int[] values = {};

  IntValues(Shape.Leaf leaf) {
    super(leaf);
  }

  @Override
  void start(int capacity) {
    values = new int[capacity];
  }

  @Override
  void restart(int capacity) {
    if (values.length < capacity) start(capacity);
  }

  @Override
  void append(ValueReader in, int at, int count) {
    in.ints(values, at, count);
  }

  @Override
  int roomToPick(int count, int among) {
    return count;
  }

  @Override
  void append(ValueReader in, int at, int[] places, int count, int among) {
    in.ints(values, at, places, count, among);
  }

  @Override
  void spread(int at, int count, boolean[] nulls, int rows) {
    int value = at + count;
    for (int row = at + rows - 1; row >= at; row--) if (!nulls[row]) values[row] = values[--value];
  }

  @Override
  FlatVector finish(int length, boolean[] nulls) {
    DataType type = leaf.type();
    return switch (type.storage()) {
      case BYTE -> new ByteVector(type, length, bytes(length), nulls);
      case SHORT -> new ShortVector(type, length, shorts(length), nulls);
      case INT -> new IntVector(type, length, values, nulls);
      case LONG -> new LongVector(type, length, longs(length), nulls);
      case DOUBLE -> new DoubleVector(type, length, doubles(length), nulls);
      case WIDE -> {
        long[] low = longs(length);
        yield new WideVector(type, length, LongValues.signs(low, length), low, nulls);
      }
      default -> throw new IllegalStateException("integers as " + type);
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) bytes[i] = (byte) values[i];
    return bytes;
  }

  private short[] shorts(int length) {
    short[] shorts = new short[length];
    // without sign 8 bits are stored as 32 of which the upper mean nothing
    boolean isByte = leaf.node().logical() instanceof Logical.Int number && number.bits() == 8;
    boolean isUnsigned = leaf.node().logical() instanceof Logical.Int number && !number.isSigned();
    for (int i = 0; i < length; i++)
      shorts[i] = (short) (isByte && isUnsigned ? values[i] & 0xff : values[i]);
    return shorts;
  }

  private long[] longs(int length) {
    long[] longs = new long[length];
    boolean isUnsigned = leaf.node().logical() instanceof Logical.Int number && !number.isSigned();
    if (isUnsigned) for (int i = 0; i < length; i++) longs[i] = values[i] & 0xffffffffL;
    else for (int i = 0; i < length; i++) longs[i] = values[i];
    return longs;
  }

  private double[] doubles(int length) {
    double[] doubles = new double[length];
    for (int i = 0; i < length; i++) doubles[i] = values[i];
    return doubles;
  }
}
