package io.brasa.compression;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window of bits, the highest of each byte first, that can be looked at ahead. Positions are bits
 * from the start of the window; {@link #drop} moves it. Not thread-safe.
 */
final class BitReader {
  private final InputStream in;
  private byte[] bytes = new byte[1 << 20];
  private int limit;
  private boolean isAtEnd;

  BitReader(InputStream in) {
    this.in = in;
  }

  /** Whether so many bits from the start of the window are there. */
  boolean has(long bits) throws IOException {
    while (8L * limit < bits) {
      if (isAtEnd) return false;
      if (limit == bytes.length) bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      int count = in.read(bytes, limit, bytes.length - limit);
      if (count < 0) isAtEnd = true;
      else limit += count;
    }
    return true;
  }

  /** Up to 57 bits. Fails if they are not there. */
  long bits(long from, int count) throws IOException {
    if (!has(from + count)) throw new EOFException("it ends in the middle");
    long value = 0;
    int at = (int) (from >>> 3);
    int last = (int) ((from + count + 7) >>> 3);
    for (int index = at; index < last; index++) value = value << 8 | bytes[index] & 0xff;
    int excess = (int) (8L * last - from - count);
    // Eight bytes hold 57 bits at any position.
    return value >>> excess & (1L << count) - 1;
  }

  /** The byte at a place in the window that is there. */
  int byteAt(int index) {
    return bytes[index] & 0xff;
  }

  /** Forgets whole bytes at the start. */
  void drop(int count) {
    System.arraycopy(bytes, count, bytes, 0, limit - count);
    limit -= count;
  }
}
