package io.brasa.core.input;

import io.brasa.core.error.CoreError;
import io.brasa.core.error.Witness;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/**
 * A file of {@code binaryFiles}, opened where and when it is asked for. It travels as its path; a
 * process that it travels to must reach the file. The bytes are given as they are stored: packed
 * files are not unpacked. Immutable.
 */
public final class PortableDataStream implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER_BYTES = 64 << 10;

  private final String path;
  private final long sizeBytes;
  private final long modifiedMillis;

  /** Of the task that made this; elsewhere that of the host's plain paths. */
  private final transient Storage storage;

  public PortableDataStream(InputFile file, Storage storage) {
    this.path = file.path();
    this.sizeBytes = file.sizeBytes();
    this.modifiedMillis = file.modifiedMillis();
    this.storage = storage;
  }

  public String getPath() {
    return path;
  }

  /** The size of the file when it was listed. */
  public long length() {
    return sizeBytes;
  }

  /**
   * The bytes from the first on; the caller closes the stream. Fails with {@code INPUT_CHANGED} if
   * the file is not what was listed, and as storages do.
   */
  public DataInputStream open() {
    try {
      file().requireUnchanged(reached());
      InputStream in = reached().open(path, 0, Long.MAX_VALUE);
      return new DataInputStream(
          new BufferedInputStream(in, (int) Math.clamp(sizeBytes, 512, BUFFER_BYTES)));
    } catch (EngineException e) {
      Witness.tell(e);
      throw e;
    }
  }

  /** All bytes. As {@link #open}, and fails with {@code INPUT_UNSUPPORTED} above two gigabytes. */
  public byte[] toArray() {
    requireArray(path, sizeBytes);
    file().requireUnchanged(reached());
    try (InputStream in = reached().open(path, 0, Long.MAX_VALUE)) {
      byte[] bytes = in.readNBytes((int) sizeBytes);
      if (bytes.length < sizeBytes) file().requireUnchanged(reached());
      return bytes;
    } catch (IOException e) {
      EngineException failure = file().unreadable(e);
      Witness.tell(failure);
      throw failure;
    } catch (EngineException e) {
      Witness.tell(e);
      throw e;
    }
  }

  static void requireArray(String path, long sizeBytes) {
    if (sizeBytes <= ReadOptions.LINE_BYTES_MAX) return;
    throw new EngineException(
        CoreError.INPUT_UNSUPPORTED,
        "The file " + path + " has " + sizeBytes + " bytes, more than an array can hold",
        "Read it as a stream: binaryFiles gives one to open()");
  }

  private Storage reached() {
    return storage == null ? Storages.ofThisHost().resolve(path).storage() : storage;
  }

  private InputFile file() {
    return new InputFile(path, sizeBytes, modifiedMillis);
  }

  @Override
  public String toString() {
    return path;
  }
}
