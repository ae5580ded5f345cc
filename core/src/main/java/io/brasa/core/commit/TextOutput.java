package io.brasa.core.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes one attempt at one partition as text: one line per record, which is its {@code toString},
 * in UTF-8 with a line feed at the end, in a file {@code part-00042} or {@code part-00042.gz}. Not
 * thread-safe; used once.
 */
public final class TextOutput {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Storage storage;
  private final Staging staging;
  private final int partition;
  private final int attempt;
  private final boolean isCompressed;

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;

  public TextOutput(
      Storage storage, Staging staging, int partition, int attempt, boolean isCompressed) {
    this.storage = storage;
    this.staging = staging;
    this.partition = partition;
    this.attempt = attempt;
    this.isCompressed = isCompressed;
  }

  /** The name of a partition's file. */
  public static String fileName(int partition, boolean isCompressed) {
    String digits = Integer.toString(partition);
    return "part-"
        + "0".repeat(Math.max(0, 5 - digits.length()))
        + digits
        + (isCompressed ? ".gz" : "");
  }

  /**
   * Writes all records and returns what the driver needs to know. Fails with {@code JOB_CANCELLED}
   * if the job is over, with {@code TEXT_MALFORMED} on a null, as storages do, and with what the
   * records throw; the file is deleted then.
   */
  public TaskOutput write(Iterator<?> records) {
    if (storage.status(staging.marker()).isEmpty()) {
      throw new EngineException(
          CoreError.JOB_CANCELLED,
          "The save to " + staging.path() + " is over",
          "Nothing: another attempt did this work");
    }
    String name = fileName(partition, isCompressed);
    String path = staging.attempt(partition, attempt) + "/" + name;
    Counted file = new Counted(storage.create(path));
    long rows;
    try (OutputStream out = isCompressed ? new GZIPOutputStream(file, BUFFER_BYTES) : file) {
      rows = writeLines(records, out);
      flush(out);
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

  private long writeLines(Iterator<?> records, OutputStream out) throws IOException {
    long rows = 0;
    while (records.hasNext()) {
      Object record = records.next();
      if (record == null) {
        throw new EngineException(
            CoreError.TEXT_MALFORMED,
            "Record "
                + rows
                + " of partition "
                + partition
                + " is null, which no line of text stands for",
            "Filter nulls out, or map them to a text, before saving");
      }
      writeLine(record.toString(), out);
      rows++;
    }
    return rows;
  }

  private void writeLine(String line, OutputStream out) throws IOException {
    byte[] bytes = line.getBytes(UTF_8);
    if (bytes.length >= BUFFER_BYTES - buffered) {
      flush(out);
      if (bytes.length >= BUFFER_BYTES) {
        out.write(bytes, 0, bytes.length);
        buffer[buffered++] = '\n';
        return;
      }
    }
    System.arraycopy(bytes, 0, buffer, buffered, bytes.length);
    buffered += bytes.length;
    buffer[buffered++] = '\n';
  }

  private void flush(OutputStream out) throws IOException {
    out.write(buffer, 0, buffered);
    buffered = 0;
  }

  /** Counts what reaches the storage, after compression. */
  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private long bytes;

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
    public void close() throws IOException {
      out.close();
    }
  }
}
