package io.brasa.testkit.simulation;

import java.io.InputStream;
import java.util.Objects;

/** Reads a range of a simulated file, at times fewer bytes than asked for, as files may. */
final class SimulatedInput extends InputStream {
  private final SimulatedStorage storage;
  private final String path;
  private final SimulatedFile file;
  private final long end;

  /** The position of a byte that this reader sees with one bit changed, or a negative number. */
  private final long flipped;

  private long position;

  SimulatedInput(
      SimulatedStorage storage,
      String path,
      SimulatedFile file,
      long offset,
      long end,
      long flipped) {
    this.storage = storage;
    this.path = path;
    this.file = file;
    this.position = offset;
    this.end = end;
    this.flipped = flipped;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) return 0;
    storage.step("reads", path);
    int available = available();
    if (available <= 0) return -1;
    int count = storage.readLength(Math.min(length, available));
    file.copy(position, bytes, offset, count);
    if (flipped >= position && flipped < position + count) {
      bytes[offset + (int) (flipped - position)] ^= 0x10;
    }
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, available());
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.max(0, Math.min(end, file.length()) - position);
  }
}
