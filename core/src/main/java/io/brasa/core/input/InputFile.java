package io.brasa.core.input;

import io.brasa.core.compression.Compression;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file as it was when the job was planned.
 *
 * @param path as its storage takes it
 * @param sizeBytes negative if not known: then nothing is compared
 */
public record InputFile(String path, long sizeBytes, long modifiedMillis) {
  public static InputFile of(StoredFile file) {
    return new InputFile(file.path(), file.sizeBytes(), file.modifiedMillis());
  }

  /** A file of which nothing is known but its path. */
  public static InputFile unknown(String path) {
    return new InputFile(path, -1, 0);
  }

  /**
   * Fails with {@code PATH_NOT_FOUND} if the file has gone, and with {@code INPUT_CHANGED} if it
   * has another size or was written since.
   */
  public void requireUnchanged(Storage storage) {
    if (sizeBytes < 0) return;
    StoredFile now = storage.status(path).orElseThrow(this::missing);
    if (now.sizeBytes() == sizeBytes && now.modifiedMillis() == modifiedMillis) return;
    throw new EngineException(
        CoreError.INPUT_CHANGED,
        "The file "
            + path
            + (now.sizeBytes() == sizeBytes
                ? " was written to since the job was planned"
                : " has "
                    + now.sizeBytes()
                    + " bytes but had "
                    + sizeBytes
                    + " when the job was planned"),
        "Do not change files while jobs read them; make the dataset anew to read what is there now");
  }

  private EngineException missing() {
    return new EngineException(
        RuntimeError.PATH_NOT_FOUND,
        "The file " + path + " has gone since the job was planned",
        "Keep files until the jobs that read them have ended");
  }

  /** How the file is packed: as the options say, else by its name, else by its first bytes. */
  public Compression compression(Storage storage, ReadOptions options) {
    if (options.compression().isPresent()) return options.compression().get();
    Compression byName = Compression.ofName(path);
    return byName == Compression.NONE ? byMagic(storage) : byName;
  }

  /** How the file is packed by its first bytes alone. */
  public Compression byMagic(Storage storage) {
    try (InputStream in = storage.open(path, 0, Compression.MAGIC_BYTES)) {
      byte[] magic = in.readNBytes(Compression.MAGIC_BYTES);
      return Compression.ofMagic(magic, magic.length);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What a read of the file threw, with its name. */
  public EngineException unreadable(IOException cause) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "Could not read " + path + " (" + cause.getMessage() + ")",
        "Look at the cause below",
        cause);
  }
}
