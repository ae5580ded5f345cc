package io.brasa.columnar.source;

import io.brasa.runtime.memory.Reservation;

/**
 * Byte arrays that the readers of one task use one after the other: large arrays that are made anew
 * for every piece of a file cost as much as reading it. What lies here unused is reserved, and what
 * is not granted is let go. Used by one thread.
 */
public final class Scratch {
  private static final int ARRAYS = 32;
  private static final int LEAST_BYTES = 1 << 10;

  /** More is not kept. */
  private static final long MOST_BYTES = 8L << 20;

  private final byte[][] kept = new byte[ARRAYS][];
  private final Reservation memory;
  private int count;
  private long bytes;

  /** Where nobody counts memory. */
  public Scratch() {
    this(null);
  }

  /**
   * @param memory of the task, which gives back all of it at its end; null if nobody counts
   */
  public Scratch(Reservation memory) {
    this.memory = memory;
  }

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
    if (memory != null) memory.shrink(Math.min(taken.length, memory.heldBytes()));
    return taken;
  }

  /** Gives an array back that nobody looks at any more. */
  public void give(byte[] array) {
    if (array.length < LEAST_BYTES || count == ARRAYS || bytes + array.length > MOST_BYTES) return;
    if (memory != null && !isGranted(array.length)) return;
    kept[count++] = array;
    bytes += array.length;
  }

  /** A task that has failed may have given its memory back before its readers are closed. */
  private boolean isGranted(int length) {
    try {
      return memory.grow(length);
    } catch (IllegalStateException closed) {
      return false;
    }
  }
}
