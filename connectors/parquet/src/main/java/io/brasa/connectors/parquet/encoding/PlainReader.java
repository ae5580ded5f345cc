package io.brasa.connectors.parquet.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values of a fixed width, one behind the other, the lowest byte first. */
final class PlainReader extends ValueReader {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] page;
  private final ByteBuffer buffer;
  private final int end;
  private final int width;
  private int position;

  PlainReader(byte[] page, int from, int end, int width) {
    this.page = page;
    this.buffer = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    this.position = from;
    this.end = end;
    this.width = width;
  }

  /** Takes room for so many values. */
  private int take(int count) {
    long next = position + (long) count * width;
    if (next > end) throw tooFew(position);
    int start = position;
    position = (int) next;
    return start;
  }

  @Override
  public void skip(int count) {
    take(count);
  }

  @Override
  public void ints(int[] out, int at, int count) {
    buffer
        .position(take(count))
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(out, at, count);
  }

  @Override
  public void longs(long[] out, int at, int count) {
    buffer
        .position(take(count))
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(out, at, count);
  }

  @Override
  public void floats(float[] out, int at, int count) {
    buffer
        .position(take(count))
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(out, at, count);
  }

  @Override
  public void doubles(double[] out, int at, int count) {
    buffer
        .position(take(count))
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(out, at, count);
  }

  @Override
  public void ints(int[] out, int at, int[] places, int count, int among) {
    int start = take(among);
    for (int i = 0; i < count; i++) out[at + i] = (int) INTS.get(page, start + 4 * places[i]);
  }

  @Override
  public void longs(long[] out, int at, int[] places, int count, int among) {
    int start = take(among);
    for (int i = 0; i < count; i++) out[at + i] = (long) LONGS.get(page, start + 8 * places[i]);
  }

  @Override
  public void doubles(double[] out, int at, int[] places, int count, int among) {
    int start = take(among);
    for (int i = 0; i < count; i++)
      out[at + i] = Double.longBitsToDouble((long) LONGS.get(page, start + 8 * places[i]));
  }

  @Override
  public void fixed(byte[] out, int at, int count) {
    int start = take(count);
    System.arraycopy(page, start, out, at, position - start);
  }
}
