package io.brasa.connectors.parquet.read;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.connectors.parquet.encoding.ValueReader;
import io.brasa.connectors.parquet.schema.Shape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Values of a fixed length: decimals, binary, timestamps of 96 bits, floats of 16. */
final class FixedValues extends LeafValues {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EPOCH_JULIAN_DAY = 2_440_588;
  private static final long DAY_MICROS = 86_400_000_000L;

  private final int width;
  private byte[] values = {};

  FixedValues(Shape.Leaf leaf) {
    super(leaf);
    this.width = leaf.node().typeLength();
  }

  @Override
  void start(int capacity) {
    values = new byte[Math.multiplyExact(capacity, width)];
  }

  @Override
  void append(ValueReader in, int at, int count) {
    in.fixed(values, at * width, count);
  }

  @Override
  void append(ValueReader in, int at, int[] places, int count, int among) {
    in.fixed(values, at * width, among);
    for (int i = 0; i < count; i++) move(at + places[i], at + i);
  }

  private void move(int from, int to) {
    if (from != to) System.arraycopy(values, from * width, values, to * width, width);
  }

  @Override
  void spread(int at, int count, boolean[] nulls, int rows) {
    int value = at + count;
    for (int row = at + rows - 1; row >= at; row--) if (!nulls[row]) move(--value, row);
  }

  @Override
  FlatVector finish(int length, boolean[] nulls) {
    DataType type = leaf.type();
    return switch (type) {
      case AtomicType.BINARY -> {
        int[] offsets = new int[length + 1];
        for (int i = 0; i <= length; i++) offsets[i] = i * width;
        yield new BytesVector(type, length, values, offsets, nulls);
      }
      case AtomicType.FLOAT -> {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) floats[i] = half(i);
        yield new FloatVector(type, length, floats, nulls);
      }
      case AtomicType.DOUBLE -> {
        double[] doubles = new double[length];
        for (int i = 0; i < length; i++) doubles[i] = half(i);
        yield new DoubleVector(type, length, doubles, nulls);
      }
      case DecimalType decimal -> decimals(decimal, length, nulls);
      default -> new LongVector(type, length, moments(length, nulls), nulls);
    };
  }

  private float half(int row) {
    return Float.float16ToFloat((short) (values[2 * row] & 0xff | values[2 * row + 1] << 8));
  }

  /** Nanoseconds of the day in 8 bytes, then the Julian day in 4. */
  private long[] moments(int length, boolean[] nulls) {
    long[] moments = new long[length];
    for (int i = 0; i < length; i++) {
      if (nulls != null && nulls[i]) continue;
      long nanos = (long) LONGS.get(values, 12 * i);
      long day = (int) INTS.get(values, 12 * i + 8);
      moments[i] = (day - EPOCH_JULIAN_DAY) * DAY_MICROS + Math.floorDiv(nanos, 1_000L);
    }
    return moments;
  }

  private FlatVector decimals(DecimalType type, int length, boolean[] nulls) {
    BigEndian numbers = new BigEndian(type, length);
    for (int i = 0; i < length; i++) {
      if (nulls == null || !nulls[i]) numbers.set(i, values, i * width, width);
    }
    return numbers.vector(nulls);
  }
}
