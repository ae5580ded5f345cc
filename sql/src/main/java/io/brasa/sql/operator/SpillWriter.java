package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BatchForm;
import io.brasa.core.shuffle.ShuffleMetrics;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Writes a file of batches in the format of the package. Belongs to the task's thread. */
public final class SpillWriter implements AutoCloseable {
  static final byte[] MAGIC = {'B', 'R', 'O', 'P', 1};
  private static final int BUFFER_BYTES = 64 << 10;
  private static final BatchForm FORM = new BatchForm();

  private final Storage storage;
  private final String path;
  private final Codecs codecs;
  private final ShuffleMetrics metrics;
  private final Encoder encoder;
  private OutputStream out;
  private long sizeBytes;
  private long rowCount;
  private boolean isFinished;

  /** The file is made when the first batch comes. */
  SpillWriter(Storage storage, String path, Codecs codecs, ShuffleMetrics metrics) {
    this.storage = storage;
    this.path = path;
    this.codecs = codecs;
    this.metrics = metrics;
    this.encoder = new Encoder(codecs);
  }

  /** Appends the rows of a batch that count. */
  public void write(Batch batch) {
    if (batch.rowCount() == 0) return;
    encoder.reset();
    FORM.encode(batch, encoder);
    int size = encoder.size();
    CRC32C crc = new CRC32C();
    crc.update(encoder.buffer(), 0, size);
    try {
      if (out == null) start();
      out.write(head(size, (int) crc.getValue()));
      out.write(encoder.buffer(), 0, size);
    } catch (IOException e) {
      throw failed(e);
    }
    sizeBytes += 8L + size;
    rowCount += batch.rowCount();
  }

  private void start() throws IOException {
    out = new BufferedOutputStream(storage.create(path), BUFFER_BYTES);
    out.write(MAGIC);
    sizeBytes = MAGIC.length;
  }

  private static byte[] head(int size, int crc) {
    byte[] head = new byte[8];
    for (int i = 0; i < 4; i++) {
      head[i] = (byte) (size >>> 24 - 8 * i);
      head[4 + i] = (byte) (crc >>> 24 - 8 * i);
    }
    return head;
  }

  public long rowCount() {
    return rowCount;
  }

  public SpillFile finish() {
    isFinished = true;
    try {
      if (out != null) out.close();
    } catch (IOException e) {
      throw failed(e);
    }
    metrics.spillBytes += sizeBytes;
    return new SpillFile(storage, path, codecs, sizeBytes, rowCount);
  }

  private EngineException failed(IOException e) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "Writing " + path + " failed: " + e.getMessage(),
        "Check the disk and its free space",
        e);
  }

  /** Deletes the file unless it is finished. */
  @Override
  public void close() {
    if (isFinished || out == null) return;
    isFinished = true;
    try {
      out.close();
    } catch (IOException | EngineException e) {
      // The file is given up: that its last bytes cannot be written does not matter any more.
    }
    storage.delete(path);
  }
}
