package io.brasa.columnar.source;

/**
 * Byte arrays that the readers of one task use one after the other: large arrays that are made anew
 * for every piece of a file cost as much as reading it. Used by one thread.
 */
public final class Scratch {
  private static final int ARRAYS = 32;
  private static final int LEAST_BYTES = 1 << 10;

  /** More is not kept. */
  private static final long MOST_BYTES = 8L << 20;

  private final byte[][] kept = new byte[ARRAYS][];
  private int count;
  private long bytes;

  /** An array of at least so many bytes, holding anything. */
  public byte[] take(int length) {
    int best = -1;
    for (int i = 0; i < count; i++) {
      boolean isBetter = best < 0 || kept[i].length < kept[best].length;
      if (kept[i].length >= length && kept[i].length / 4 <= length && isBetter) best = i;
    }
    if (best < 0) return new byte[Math.max(LEAST_BYTES, length)];
    byte[] taken = kept[best];
    kept[best] = kept[--count];
    kept[count] = null;
    bytes -= taken.length;
    return taken;
  }

  /** Gives an array back that nobody looks at any more. */
  public void give(byte[] array) {
    if (array.length < LEAST_BYTES || count == ARRAYS || bytes + array.length > MOST_BYTES) return;
    kept[count++] = array;
    bytes += array.length;
  }
}
