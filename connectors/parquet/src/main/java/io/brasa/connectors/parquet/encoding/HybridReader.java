package io.brasa.connectors.parquet.encoding;

import io.brasa.connectors.parquet.format.Damage;
import java.util.Arrays;

/**
 * Small numbers as runs: a head, then either one number that repeats, or groups of eight packed by
 * bits. Levels, places in dictionaries, and booleans are stored so. A head {@code h} of 7 bits a
 * byte says {@code h / 2} repetitions if it is even, {@code h / 2} groups if it is odd.
 */
public final class HybridReader {
  private final byte[] page;
  private final int end;
  private final int width;
  private int position;

  /** How many numbers of the open run are left. */
  private int left;

  private boolean isPacked;
  private int repeated;

  /** Where the next number of a packed run begins. */
  private long bit;

  /**
   * @param width bits of a number, 0 to 32
   */
  public HybridReader(byte[] page, int from, int end, int width) {
    if (width < 0 || width > 32) throw new Damage(from, "numbers of " + width + " bits");
    this.page = page;
    this.position = from;
    this.end = end;
    this.width = width;
  }

  /** Runs whose length is in 4 bytes in front of them. */
  public static HybridReader withLength(byte[] page, int from, int end, int width) {
    return new HybridReader(page, from + 4, lengthEnd(page, from, end), width);
  }

  /** Where runs end whose length is in 4 bytes in front of them. */
  public static int lengthEnd(byte[] page, int from, int end) {
    if (end - from < 4) throw ValueReader.tooFew(from);
    int length = 0;
    for (int i = 3; i >= 0; i--) length = length << 8 | page[from + i] & 0xff;
    if (length < 0 || length > end - from - 4)
      throw new Damage(from, "levels of " + length + " bytes in a page of " + (end - from));
    return from + 4 + length;
  }

  private void nextRun() {
    if (width == 0) {
      // nothing is stored, not even by writers that store runs
      isPacked = false;
      repeated = 0;
      left = Integer.MAX_VALUE;
      return;
    }
    do {
      int head = head();
      int count = head >>> 1;
      isPacked = (head & 1) != 0;
      if (isPacked) packedRun(count);
      else repeatedRun(count);
    } while (left == 0);
  }

  private void packedRun(int groups) {
    bit = 8L * position;
    long bytes = (long) groups * width;
    // a last group may be cut off behind its last number; reading checks that
    position = (int) Math.min(end, position + bytes);
    left = (int) Math.min(Integer.MAX_VALUE, 8L * groups);
  }

  private void repeatedRun(int count) {
    int bytes = width + 7 >>> 3;
    if (end - position < bytes) throw ValueReader.tooFew(position);
    repeated = 0;
    for (int i = bytes - 1; i >= 0; i--) repeated = repeated << 8 | page[position + i] & 0xff;
    if (width < 32 && repeated >>> width != 0)
      throw new Damage(position, "the number " + repeated + " in " + width + " bits");
    position += bytes;
    left = count;
  }

  private int head() {
    int head = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (position >= end) throw ValueReader.tooFew(position);
      int part = page[position++];
      head |= (part & 0x7f) << shift;
      if (part >= 0) return head;
    }
    throw new Damage(position, "a run without end");
  }

  /** The next numbers. */
  public void read(int[] out, int at, int count) {
    int next = at;
    int rest = count;
    while (rest > 0) {
      if (left == 0) nextRun();
      int part = Math.min(left, rest);
      if (isPacked) unpack(out, next, part);
      else Arrays.fill(out, next, next + part, repeated);
      next += part;
      rest -= part;
      left -= part;
    }
  }

  /** Passes over numbers. */
  public void skip(int count) {
    int rest = count;
    while (rest > 0) {
      if (left == 0) nextRun();
      int part = Math.min(left, rest);
      if (isPacked) bit += (long) part * width;
      rest -= part;
      left -= part;
    }
  }

  /**
   * Passes over numbers as long as they are known to be {@code wanted}, at most so many; returns
   * how many.
   */
  public int skipWhile(int wanted, int count) {
    int passed = 0;
    while (passed < count) {
      if (left == 0) nextRun();
      if (isPacked || repeated != wanted) return passed;
      int part = Math.min(left, count - passed);
      passed += part;
      left -= part;
    }
    return passed;
  }

  private void unpack(int[] out, int at, int count) {
    long last = bit + (long) count * width;
    if (last > 8L * end) throw ValueReader.tooFew((int) (bit >>> 3));
    int next = at;
    int stop = at + count;
    // a batch may have ended within a group: back to where a byte begins
    while (next < stop && (bit & 7) != 0) {
      out[next++] = BitUnpacking.one(page, bit, width);
      bit += width;
    }
    int from = (int) (bit >>> 3);
    long groups = Math.min(stop - next >>> 3, (page.length - 8L - from) / width);
    if (groups > 0) {
      BitUnpacking.groups(page, from, width, out, next, (int) groups);
      next += 8 * (int) groups;
      bit += 8 * groups * width;
    }
    while (next < stop) {
      out[next++] = BitUnpacking.one(page, bit, width);
      bit += width;
    }
  }
}
