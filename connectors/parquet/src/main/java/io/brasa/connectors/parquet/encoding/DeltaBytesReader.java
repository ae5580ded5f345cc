package io.brasa.connectors.parquet.encoding;

import io.brasa.connectors.parquet.format.Damage;
import java.util.Arrays;

/**
 * Values of which each tells how many bytes it has in common with the one before, and the others.
 */
final class DeltaBytesReader extends ValueReader {
  private final byte[] page;
  private final long[] prefixes;
  private final DeltaLengthReader suffixes;
  private final int width;
  private int next;
  private byte[] value = {};
  private int length;

  /**
   * @param width bytes of a value of fixed length
   */
  DeltaBytesReader(byte[] page, int from, int end, int valueCount, int width) {
    DeltaReader reader = new DeltaReader(page, from, end, valueCount);
    this.page = page;
    this.prefixes = reader.values();
    this.suffixes = new DeltaLengthReader(page, reader.end(), end, valueCount);
    this.width = width;
  }

  private void advance() {
    if (next == prefixes.length) throw tooFew(suffixes.position());
    long prefix = prefixes[next++];
    int suffix = suffixes.nextLength();
    if (prefix < 0 || prefix > length)
      throw new Damage(suffixes.position(), prefix + " bytes of a value of " + length);
    length = (int) prefix + suffix;
    if (length > value.length) value = Arrays.copyOf(value, Math.max(length, 2 * value.length));
    System.arraycopy(page, suffixes.position() - suffix, value, (int) prefix, suffix);
  }

  @Override
  public void skip(int count) {
    for (int i = 0; i < count; i++) advance();
  }

  @Override
  public void bytes(BytesTarget out, int count) {
    for (int i = 0; i < count; i++) {
      advance();
      out.append(value, 0, length);
    }
  }

  @Override
  public void fixed(byte[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      advance();
      if (length != width)
        throw new Damage(suffixes.position(), "a value of " + length + " bytes, not " + width);
      System.arraycopy(value, 0, out, at + i * width, width);
    }
  }
}
