package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes a {@link BytesVector}. A column of one batch holds less than 2 GiB of bytes; more is an
 * {@code ArithmeticException}.
 */
public final class BytesBuilder extends VectorBuilder {
  private static final int BYTES_PER_ROW = 16;
  private static final int SHORT_BYTES = 2 * Long.BYTES;
  private static final byte[] NONE = {};
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int[] offsets;
  private int byteCount;

  public BytesBuilder(DataType type, int capacity) {
    super(type, capacity);
    bytes = NONE;
    offsets = new int[this.capacity + 1];
  }

  public void append(byte[] source, int from, int count) {
    reserve(1);
    need(count);
    System.arraycopy(source, from, bytes, byteCount, count);
    byteCount += count;
    offsets[++length] = byteCount;
  }

  public void append(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    append(utf8, 0, utf8.length);
  }

  /** Makes room for so many bytes more; as long as there are none, for no more than these. */
  public void reserveBytes(long more) {
    reserveBytes(more, 0);
  }

  /** The same for bytes that are there: others will come. */
  private void need(long more) {
    reserveBytes(more, (int) Math.min((long) capacity * BYTES_PER_ROW, 1 << 20));
  }

  private void reserveBytes(long more, int first) {
    long wanted = byteCount + more;
    if (wanted <= bytes.length) return;
    if (wanted > Integer.MAX_VALUE - 8)
      throw new ArithmeticException("a column of " + wanted + " bytes in one batch");
    bytes =
        Arrays.copyOf(
            bytes,
            (int) Math.clamp(Math.max(first, 2L * bytes.length), wanted, Integer.MAX_VALUE - 8));
  }

  @Override
  void appendEmpty() {
    offsets[++length] = byteCount;
  }

  @Override
  void cut() {
    byteCount = offsets[length];
  }

  @Override
  void resize(int newCapacity) {
    if (length == 0) {
      offsets = new int[newCapacity + 1];
      bytes = NONE;
      byteCount = 0;
    } else {
      offsets = Arrays.copyOf(offsets, newCapacity + 1);
    }
  }

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    BytesVector others = (BytesVector) source;
    int[] starts = others.offsets();
    long sum = 0;
    for (int i = from; i < to; i++) sum += starts[rows[i] + 1] - starts[rows[i]];
    need(sum);
    byte[] origin = others.bytes();
    byte[] target = bytes;
    // Short values are copied as two words, of which the next value overwrites what is too much.
    int lastStart = origin.length - SHORT_BYTES;
    int lastAt = target.length - SHORT_BYTES;
    int at = byteCount;
    int row = length;
    for (int i = from; i < to; i++) {
      int start = starts[rows[i]];
      int count = starts[rows[i] + 1] - start;
      if (count <= SHORT_BYTES && start <= lastStart && at <= lastAt) {
        LONGS.set(target, at, (long) LONGS.get(origin, start));
        LONGS.set(target, at + Long.BYTES, (long) LONGS.get(origin, start + Long.BYTES));
      } else {
        System.arraycopy(origin, start, target, at, count);
      }
      at += count;
      offsets[++row] = at;
    }
    byteCount = at;
    length = row;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    BytesVector others = (BytesVector) source;
    int[] starts = others.offsets();
    int first = starts[from];
    int count = starts[to] - first;
    need(count);
    System.arraycopy(others.bytes(), first, bytes, byteCount, count);
    int shift = byteCount - first;
    for (int i = from; i < to; i++) offsets[++length] = starts[i + 1] + shift;
    byteCount += count;
  }

  @Override
  BytesVector finish(boolean[] nulls) {
    return new BytesVector(type(), length, bytes, offsets, nulls);
  }

  @Override
  long arrayBytes() {
    return bytes.length + 4L * offsets.length;
  }
}
