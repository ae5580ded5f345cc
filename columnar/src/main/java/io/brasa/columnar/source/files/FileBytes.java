package io.brasa.columnar.source.files;

import io.brasa.columnar.source.SourceContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a file from some place to its end, unpacked and as UTF-8. Belongs to one thread. */
final class FileBytes implements AutoCloseable {
  private static final int PACKED_BUFFER_BYTES = 1 << 16;

  private final TableFile file;
  private final InputStream in;

  private FileBytes(TableFile file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Fails if the file is not as it was when the table was opened. */
  static FileBytes open(TableFile file, long offset, SourceContext context) {
    Storages.Located located = context.storages().resolve(file.path());
    requireUnchanged(file, located.storage());
    InputStream plain =
        located.storage().open(located.path(), offset, Math.max(0, file.sizeBytes() - offset));
    try {
      InputStream bytes =
          FileSplits.isPacked(file.path())
              ? new GZIPInputStream(plain, PACKED_BUFFER_BYTES)
              : plain;
      boolean isUtf8 = file.encoding().isEmpty();
      return new FileBytes(
          file, isUtf8 ? bytes : new Utf8Stream(bytes, Charset.forName(file.encoding())));
    } catch (IOException e) {
      closeQuietly(plain);
      throw damaged(file, e);
    }
  }

  /** Fails if the bytes are not those that were packed; they may end too early. */
  static void requireSound(TableFile file, SourceContext context) {
    byte[] buffer = new byte[PACKED_BUFFER_BYTES];
    try (FileBytes bytes = open(file, 0, context)) {
      while (bytes.read(buffer, 0, buffer.length) >= 0) context.checkCancelled();
    } catch (EngineException e) {
      if (!(e.getCause() instanceof EOFException)) throw e;
    }
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // The failure before matters more.
    }
  }

  private static void requireUnchanged(TableFile file, Storage storage) {
    Optional<StoredFile> now = storage.status(file.path());
    boolean isSame =
        now.isPresent()
            && now.get().sizeBytes() == file.sizeBytes()
            && now.get().modifiedMillis() == file.modifiedMillis();
    if (isSame) return;
    throw new EngineException(
        now.isEmpty() ? RuntimeError.PATH_NOT_FOUND : FileError.FILE_CHANGED,
        "The file "
            + file.path()
            + (now.isEmpty() ? " is gone" : " was changed")
            + " since the table was opened",
        "Open the table again");
  }

  private static EngineException damaged(TableFile file, IOException cause) {
    return new EngineException(
        FileError.FILE_CORRUPT,
        "The packed file "
            + file.path()
            + (cause instanceof EOFException
                ? " is cut off"
                : " is damaged: " + cause.getMessage()),
        "Replace the file, or leave it out",
        cause);
  }

  /** Reads at least one byte; -1 at the end. */
  int read(byte[] bytes, int from, int count) {
    try {
      return in.read(bytes, from, count);
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Could not read " + file.path() + ": " + e.getMessage(),
          "Check the storage",
          e);
    }
  }

  @Override
  public void close() {
    closeQuietly(in);
  }
}
