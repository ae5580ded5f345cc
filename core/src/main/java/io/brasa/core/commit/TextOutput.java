package io.brasa.core.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

/**
 * Writes one attempt at one partition as text: one line per record, which is its {@code toString},
 * in UTF-8 with a line feed at the end. Not thread-safe; used once.
 */
public final class TextOutput {
  private static final int BUFFER_BYTES = 64 << 10;

  private final StagedPart part;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;

  public TextOutput(StagedPart part) {
    this.part = part;
  }

  /**
   * Writes all records and returns what the driver needs to know. Fails as {@link StagedPart#write}
   * does, and with {@code TEXT_MALFORMED} on a null.
   */
  public TaskOutput write(Iterator<?> records) {
    return part.write(
        out -> {
          long rows = writeLines(records, out);
          flush(out);
          return rows;
        });
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
                + part.partition()
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
}
