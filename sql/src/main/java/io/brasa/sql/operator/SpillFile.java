package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BatchForm;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A finished file of batches; with no rows there is no file. Not thread-safe.
 *
 * @param sizeBytes zero if there is no file
 */
public record SpillFile(
    Storage storage, String path, Codecs codecs, long sizeBytes, long rowCount) {
  /** The batches in the order in which they were written. */
  public BatchIterator read() {
    return new Reader();
  }

  public void delete() {
    if (sizeBytes > 0) storage.delete(path);
  }

  private EngineException corrupt(String what) {
    return new EngineException(
        CoreError.BLOCK_CORRUPT, path + " is damaged: " + what, "Check the disk");
  }

  private final class Reader implements BatchIterator {
    private final BatchForm form = new BatchForm();
    private InputStream in;
    private long position;
    private boolean isClosed = sizeBytes == 0;

    @Override
    public Batch next() {
      if (isClosed) return null;
      try {
        if (in == null) open();
        if (position == sizeBytes) {
          close();
          return null;
        }
        byte[] head = bytes(8);
        int size = number(head, 0);
        if (size < 0 || size > sizeBytes - position) throw corrupt("a batch of " + size + " bytes");
        byte[] content = bytes(size);
        CRC32C crc = new CRC32C();
        crc.update(content, 0, size);
        if ((int) crc.getValue() != number(head, 4)) throw corrupt("a checksum does not match");
        return form.decode(new Decoder(codecs, content));
      } catch (IOException e) {
        throw new EngineException(
            RuntimeError.STORAGE_FAILED,
            "Reading " + path + " failed: " + e.getMessage(),
            "Check the disk",
            e);
      }
    }

    private void open() throws IOException {
      in = new BufferedInputStream(storage.open(path, 0, sizeBytes), 64 << 10);
      if (!Arrays.equals(bytes(SpillWriter.MAGIC.length), SpillWriter.MAGIC))
        throw corrupt("it does not begin as it should");
    }

    private byte[] bytes(int count) throws IOException {
      byte[] read = in.readNBytes(count);
      if (read.length < count) throw corrupt("it ends early");
      position += count;
      return read;
    }

    private static int number(byte[] bytes, int at) {
      return bytes[at] << 24
          | (bytes[at + 1] & 0xFF) << 16
          | (bytes[at + 2] & 0xFF) << 8
          | bytes[at + 3] & 0xFF;
    }

    @Override
    public void close() {
      isClosed = true;
      if (in == null) return;
      try {
        in.close();
      } catch (IOException e) {
        // What was read is all there was to read.
      }
    }
  }
}
