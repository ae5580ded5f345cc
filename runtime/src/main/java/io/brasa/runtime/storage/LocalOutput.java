package io.brasa.runtime.storage;

import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a new local file. After a failed write the file is deleted and every later call fails with
 * the first error, so that a caller who swallows it cannot take half a file for a whole one. Not
 * thread-safe.
 */
final class LocalOutput extends OutputStream implements Durable {
  /** The JDK copies through an off-heap buffer of the size of the write, which it then keeps. */
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel channel;
  private boolean isClosed;
  private EngineException failure;

  LocalOutput(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    requireUsable();
    ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
    int end = offset + length;
    try {
      while (left.position() < end) {
        left.limit(Math.min(end, left.position() + CHUNK_BYTES));
        channel.write(left);
      }
    } catch (IOException e) {
      throw fail(e);
    }
  }

  @Override
  public void sync() {
    requireUsable();
    try {
      channel.force(true);
    } catch (IOException e) {
      throw fail(e);
    }
  }

  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw fail(e);
    }
  }

  private void requireUsable() {
    if (failure != null) throw failure;
    if (isClosed) throw new IllegalStateException("The stream to " + path + " is closed");
  }

  private EngineException fail(IOException cause) {
    failure = LocalErrors.translate(path, "Could not write", cause);
    isClosed = true;
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
