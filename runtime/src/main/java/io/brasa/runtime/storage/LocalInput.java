package io.brasa.runtime.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/** Reads a range of a local file. Not thread-safe. */
final class LocalInput extends InputStream {
  /** The JDK copies through an off-heap buffer of the size of the read, which it then keeps. */
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel channel;
  private final long end;
  private long position;

  LocalInput(Path path, FileChannel channel, long offset, long length) {
    this.path = path;
    this.channel = channel;
    this.position = offset;
    this.end = length > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + length;
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
    int wanted = (int) Math.min(Math.min(length, CHUNK_BYTES), end - position);
    if (wanted <= 0) return -1;
    try {
      int count = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
      if (count > 0) position += count;
      return count;
    } catch (IOException e) {
      throw LocalErrors.translate(path, "Could not read", e);
    }
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, remaining()));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, remaining());
  }

  private long remaining() {
    try {
      return Math.max(0, Math.min(end, channel.size()) - position);
    } catch (IOException e) {
      throw LocalErrors.translate(path, "Could not read", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw LocalErrors.translate(path, "Could not close", e);
    }
  }
}
