package io.brasa.columnar.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Growing bytes, little-endian. Belongs to one thread. */
final class ByteOutput {
  /** So many zero bytes stand behind the end. */
  static final int SPARE = 8;

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 12];
  private int size;

  void reset() {
    size = 0;
  }

  void writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void writeInt(int value) {
    ensure(4);
    INTS.set(bytes, size, value);
    size += 4;
  }

  void writeLong(long value) {
    ensure(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  void writeBytes(byte[] from, int offset, int count) {
    ensure(count);
    System.arraycopy(from, offset, bytes, size, count);
    size += count;
  }

  /** Numbers minus a base, so many bits each. */
  void writeBits(long[] values, int from, int to, long base, int width) {
    if (width == 64) {
      for (int i = from; i < to; i++) writeLong(values[i] - base);
      return;
    }
    if (width == 0) return;
    int total = bytesOf(to - from, width);
    ensure(total + SPARE);
    long open = 0;
    int bits = 0;
    int at = size;
    for (int i = from; i < to; i++) {
      long value = values[i] - base;
      open |= value << bits;
      bits += width;
      if (bits >= 64) {
        LONGS.set(bytes, at, open);
        at += 8;
        bits -= 64;
        open = bits == 0 ? 0 : value >>> width - bits;
      }
    }
    LONGS.set(bytes, at, open);
    size += total;
  }

  /** How many bytes so many numbers take. */
  static int bytesOf(int count, int width) {
    return Math.toIntExact(((long) count * width + 7) / 8);
  }

  private void ensure(int more) {
    if (bytes.length - size >= more) return;
    bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
  }

  /** What was written, with spare bytes behind it. */
  byte[] toBytes() {
    byte[] copy = new byte[size + SPARE];
    System.arraycopy(bytes, 0, copy, 0, size);
    return copy;
  }
}
