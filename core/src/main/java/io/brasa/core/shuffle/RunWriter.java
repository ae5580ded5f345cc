package io.brasa.core.shuffle;

import io.brasa.core.block.ByteBlock;
import io.brasa.core.block.Chunk;
import io.brasa.core.block.ChunkEncoder;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.Check;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a {@link Run}, target by target in order. After any failure, and when abandoned, {@link
 * #close} deletes the file; after {@link #finish} it does nothing. Not thread-safe.
 */
final class RunWriter implements MapSink, AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Storage storage;
  private final String path;
  private final OutputStream out;
  private final ChunkEncoder encoder;
  private final long[] offsets;
  private final long[] valueCounts;
  private int target;
  private long position;
  private boolean hasAttachments;
  private boolean isFinished;

  RunWriter(Storage storage, String path, int targetCount, Codecs codecs) {
    this.storage = storage;
    this.path = path;
    this.encoder = new ChunkEncoder(codecs);
    this.offsets = new long[targetCount + 1];
    this.valueCounts = new long[targetCount];
    this.out = new BufferedOutputStream(storage.create(path), BUFFER_BYTES);
    write(RunIndex.head());
    offsets[0] = position;
  }

  @Override
  public void row(Object key, Object value) {
    encoder.write(key);
    encoder.write(value);
    if (encoder.isFull()) chunk(encoder.lend());
  }

  @Override
  public void encodedRow(byte[] bytes, int from, int length) {
    encoder.writeEncoded(bytes, from, length, 2);
    if (encoder.isFull()) chunk(encoder.lend());
  }

  /** All that the cursor has left. Closes it. */
  void rows(Rows rows) {
    try (rows) {
      while (rows.advance()) row(rows.key, rows.value);
    }
  }

  @Override
  public void chunk(Chunk chunk) {
    try {
      chunk.writeTo(out);
    } catch (IOException e) {
      throw failed(e);
    }
    position += chunk.sizeBytes();
    valueCounts[target] += chunk.valueCount();
    hasAttachments |= !chunk.attachments().isEmpty();
  }

  /** Appends what another run holds for a target, as it is: its readers will check it. */
  void copy(Run run, int ofTarget) {
    flush();
    ByteBlock block = run.spilled(ofTarget);
    if (block.sizeBytes() == 0) return;
    try {
      block.copyTo(out);
    } catch (IOException e) {
      throw failed(e);
    }
    position += block.sizeBytes();
    valueCounts[target] += run.valueCounts()[ofTarget];
    hasAttachments |= run.hasAttachments();
  }

  @Override
  public void endTarget() {
    flush();
    target++;
    offsets[target] = position;
  }

  private void flush() {
    if (!encoder.isEmpty()) chunk(encoder.lend());
  }

  Run finish() {
    Check.that(target == valueCounts.length, "every target of a run is written", path);
    write(RunIndex.write(offsets, valueCounts));
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
    isFinished = true;
    return new Run(storage, path, offsets, valueCounts, hasAttachments);
  }

  private void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw failed(e);
    }
    position += bytes.length;
  }

  private EngineException failed(IOException e) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "Writing " + path + " failed: " + e.getMessage(),
        "Check the disk and its free space",
        e);
  }

  @Override
  public void close() {
    if (isFinished) return;
    isFinished = true;
    try {
      out.close();
    } catch (IOException | EngineException e) {
      // The file is given up: that its last bytes cannot be written does not matter any more.
    }
    storage.delete(path);
  }
}
