package io.brasa.core.compression;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;

/** Gives what a library's stream throws the name of the file and the place in it. */
final class CheckedInput extends UnpackedInput {
  private final Compression compression;
  private final String path;
  private final StoredInput stored;
  private final InputStream content;

  CheckedInput(Compression compression, String path, StoredInput stored, InputStream content) {
    this.compression = compression;
    this.path = path;
    this.stored = stored;
    this.content = content;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      return content.read(bytes, offset, length);
    } catch (EngineException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw corrupt(compression, path, stored.position(), e);
    }
  }

  @Override
  public long rangeBytes() {
    return content instanceof UnpackedInput ranged ? ranged.rangeBytes() : Long.MAX_VALUE;
  }

  /** Libraries find damage a little behind where it is, so the offset is where reading stood. */
  static EngineException corrupt(
      Compression compression, String path, long offset, Exception cause) {
    return new EngineException(
        CoreError.INPUT_CORRUPT,
        "The "
            + compression.title()
            + " file "
            + path
            + " does not unpack ("
            + (cause.getMessage() == null ? cause.toString() : cause.getMessage())
            + ") before byte "
            + offset,
        "Copy or make it again, or read it with ReadOptions that skip damage",
        cause);
  }

  @Override
  public void close() throws IOException {
    try {
      content.close();
    } catch (IOException | RuntimeException e) {
      // Nothing is written, so nothing is lost with the library's end; the file is closed below.
    }
    stored.close();
  }
}
