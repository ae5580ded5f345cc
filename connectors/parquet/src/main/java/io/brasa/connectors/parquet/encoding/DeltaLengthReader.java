package io.brasa.connectors.parquet.encoding;

import io.brasa.connectors.parquet.format.Damage;

/** Values of any length: all lengths as differences, then all bytes. */
final class DeltaLengthReader extends ValueReader {
  private final byte[] page;
  private final int end;
  private final long[] lengths;
  private int next;
  private int position;

  DeltaLengthReader(byte[] page, int from, int end, int valueCount) {
    DeltaReader reader = new DeltaReader(page, from, end, valueCount);
    this.page = page;
    this.end = end;
    this.lengths = reader.values();
    this.position = reader.end();
  }

  /** The length of the next value, whose bytes are passed over. */
  int nextLength() {
    if (next == lengths.length) throw tooFew(position);
    long length = lengths[next++];
    if (length < 0 || length > end - position)
      throw new Damage(position, "a value of " + length + " bytes");
    position += (int) length;
    return (int) length;
  }

  /** Behind the value that {@link #nextLength} has passed. */
  int position() {
    return position;
  }

  @Override
  public void skip(int count) {
    for (int i = 0; i < count; i++) nextLength();
  }

  @Override
  public void bytes(BytesTarget out, int count) {
    int first = position;
    for (int i = 1; i <= count; i++) {
      nextLength();
      out.offsets[out.count + i] = out.byteCount + position - first;
    }
    out.reserve(position - first);
    System.arraycopy(page, first, out.bytes, out.byteCount, position - first);
    out.byteCount += position - first;
    out.count += count;
  }
}
