package io.brasa.core.commit;

import io.brasa.core.compression.Compression;
import io.brasa.core.compression.Packing;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The file {@code part-00042} of one attempt at one partition, with the ending of its packing.
 * Written whole, or deleted.
 */
public record StagedPart(
    Storage storage, Staging staging, int partition, int attempt, Compression compression) {

  /** Writes the content of a file; returns how many records it has. */
  @FunctionalInterface
  public interface Content {
    long writeTo(OutputStream out) throws IOException;
  }

  /** The name of a partition's file. */
  public static String fileName(int partition, Compression compression) {
    String digits = Integer.toString(partition);
    return "part-"
        + "0".repeat(Math.max(0, 5 - digits.length()))
        + digits
        + compression.extension();
  }

  /**
   * Writes the file and returns what the driver needs to know. Fails with {@code JOB_CANCELLED} if
   * the job is over, as storages do, and with what the content throws; the file is deleted then.
   */
  public TaskOutput write(Content content) {
    if (storage.status(staging.marker()).isEmpty()) {
      throw new EngineException(
          CoreError.JOB_CANCELLED,
          "The save to " + staging.path() + " is over",
          "Nothing: another attempt did this work");
    }
    String name = fileName(partition, compression);
    String path = staging.attempt(partition, attempt) + "/" + name;
    Counted file = new Counted(storage.create(path));
    long rows;
    try (file;
        OutputStream out = Packing.pack(file, compression, path)) {
      rows = content.writeTo(out);
    } catch (IOException e) {
      discard(path, e);
      throw Publication.failed(path, e);
    } catch (RuntimeException | Error e) {
      discard(path, e);
      throw e;
    }
    return new TaskOutput(
        partition, attempt, List.of(new TaskOutput.StagedFile(name, file.bytes)), rows);
  }

  private void discard(String path, Throwable failure) {
    try {
      storage.delete(path);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Counts what reaches the storage, after compression. */
  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private long bytes;
    private boolean isClosed;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      out.write(source, offset, length);
      bytes += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (isClosed) return;
      isClosed = true;
      out.close();
    }
  }
}
