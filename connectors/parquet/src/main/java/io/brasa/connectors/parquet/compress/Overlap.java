package io.brasa.connectors.parquet.compress;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Copies that may overlap what they make, and the length of what is the same. */
final class Overlap {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

  private Overlap() {}

  /**
   * Repeats what lies {@code distance} before {@code at}, so many bytes; returns where it ends.
   * Fails with an {@code IndexOutOfBoundsException} where there is no room.
   */
  static int copy(byte[] bytes, int at, int distance, int count) {
    int source = at - distance;
    if (distance >= count) {
      System.arraycopy(bytes, source, bytes, at, count);
    } else if (distance == 1) {
      java.util.Arrays.fill(bytes, at, at + count, bytes[source]);
    } else {
      for (int i = 0; i < count; i++) bytes[at + i] = bytes[source + i];
    }
    return at + count;
  }

  /** How many bytes from two places on are the same, up to the end for the later place. */
  static int same(byte[] bytes, int earlier, int later, int end) {
    int count = 0;
    while (later + count + 8 <= end) {
      long difference =
          (long) LONGS.get(bytes, earlier + count) ^ (long) LONGS.get(bytes, later + count);
      if (difference != 0) return count + (Long.numberOfTrailingZeros(difference) >>> 3);
      count += 8;
    }
    while (later + count < end && bytes[earlier + count] == bytes[later + count]) count++;
    return count;
  }
}
