package io.brasa.core.block;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a {@link BlockFile} value by value. Until it is finished, closing deletes the file. Not
 * thread-safe. Holds two buffers of the size of a chunk.
 */
final class BlockFileWriter implements AutoCloseable {
  private final Storage storage;
  private final String path;
  private final OutputStream out;
  private final ChunkEncoder encoder;
  private long length;
  private long valueCount;
  private boolean isClosed;

  /**
   * @param path of a file that must not exist yet
   */
  BlockFileWriter(Storage storage, String path, Codecs codecs) {
    this.storage = storage;
    this.path = path;
    this.encoder = new ChunkEncoder(codecs);
    this.out = new BufferedOutputStream(storage.create(path), ChunkEncoder.CHUNK_BYTES);
    try {
      out.write(BlockFile.HEAD);
    } catch (IOException e) {
      close();
      throw failed(e);
    }
  }

  void write(Object value) {
    encoder.write(value);
    valueCount++;
    if (encoder.isFull()) writeChunk();
  }

  private void writeChunk() {
    Chunk chunk = encoder.seal();
    try {
      chunk.writeTo(out);
    } catch (IOException e) {
      throw failed(e);
    }
    length += chunk.sizeBytes();
  }

  /**
   * Writes a part of a block that is encoded already; its values are {@linkplain #count counted}.
   */
  void writeEncoded(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw failed(e);
    }
    length += bytes.length;
  }

  /** So many values were written as bytes. */
  void count(long values) {
    valueCount += values;
  }

  /** Writes what is encoded already. */
  void writeAll(ByteBlock block) {
    try {
      block.copyTo(out);
    } catch (IOException e) {
      throw failed(e);
    }
    length += block.sizeBytes();
    valueCount += block.valueCount();
  }

  /** Completes the file. */
  BlockFile finish() {
    if (!encoder.isEmpty()) writeChunk();
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
    isClosed = true;
    return new BlockFile(storage, path, length, valueCount);
  }

  private EngineException failed(IOException e) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "Writing " + path + " failed: " + e.getMessage(),
        "Check the disk",
        e);
  }

  /** Unless it is finished there is no file afterwards. Idempotent. */
  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    try {
      out.close();
    } catch (IOException | EngineException e) {
      // what failed before is what counts; the file goes anyway
    } finally {
      storage.delete(path);
    }
  }
}
