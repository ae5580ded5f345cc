package io.brasa.core.compression;

import java.io.IOException;
import java.io.InputStream;

/** A buffer before a stored file that knows how far its reader has come. Not thread-safe. */
final class StoredInput extends InputStream {
  private final InputStream in;
  private final byte[] buffer;
  private long bufferOffset;
  private int at;
  private int limit;

  StoredInput(InputStream in, long offset, int bufferBytes) {
    this.in = in;
    this.buffer = new byte[bufferBytes];
    this.bufferOffset = offset;
  }

  /** The offset in the file of the byte that is read next. */
  long position() {
    return bufferOffset + at;
  }

  @Override
  public int read() throws IOException {
    return at < limit || fill() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) return 0;
    if (at == limit && !fill()) return -1;
    int count = Math.min(length, limit - at);
    System.arraycopy(buffer, at, bytes, offset, count);
    at += count;
    return count;
  }

  @Override
  public int available() {
    return limit - at;
  }

  private boolean fill() throws IOException {
    bufferOffset += limit;
    at = 0;
    limit = 0;
    int count = in.read(buffer, 0, buffer.length);
    if (count <= 0) return false;
    limit = count;
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** For a file that was not opened after all: its own failure is what counts. */
  void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // The reader has its error already.
    }
  }
}
