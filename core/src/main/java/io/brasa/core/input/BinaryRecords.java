package io.brasa.core.input;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The records of one split of a file of records of one length, read many at a time. A last record
 * that is cut off is damage. Not thread-safe; closing is idempotent.
 */
public final class BinaryRecords implements Iterator<byte[]>, AutoCloseable {
  private static final int BUFFER_BYTES = 256 << 10;

  private final Storage storage;
  private final InputFile file;
  private final int recordLength;
  private final Damage damage;
  private final byte[] buffer;
  private InputStream in;
  private int position;
  private int limit;
  private long bufferOffset;
  private long bytesLeft;

  /** Opens a split. Fails as {@link Storage#open} does, and with {@code INPUT_CHANGED}. */
  public BinaryRecords(Storage storage, BinarySplit split, int recordLength, Damage damage) {
    this.storage = storage;
    this.file = split.file();
    this.recordLength = recordLength;
    this.damage = damage;
    this.bufferOffset = split.offset();
    this.bytesLeft = split.length();
    long whole = Math.min(split.length(), Math.max(BUFFER_BYTES, recordLength));
    this.buffer = new byte[(int) Math.max(recordLength, whole / recordLength * recordLength)];
    try {
      file.requireUnchanged(storage);
      in = storage.open(file.path(), split.offset(), split.length());
    } catch (EngineException e) {
      damage.tolerate(e);
    }
  }

  @Override
  public boolean hasNext() {
    return limit - position >= recordLength || fill();
  }

  @Override
  public byte[] next() {
    if (!hasNext()) throw new NoSuchElementException("no more records in " + file.path());
    byte[] entry = Arrays.copyOfRange(buffer, position, position + recordLength);
    position += recordLength;
    return entry;
  }

  /** The buffer holds whole records, so it is empty when it is filled. */
  private boolean fill() {
    if (in == null) return false;
    bufferOffset += limit;
    position = 0;
    limit = 0;
    try {
      limit = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, bytesLeft));
    } catch (IOException e) {
      throw file.unreadable(e);
    }
    bytesLeft -= limit;
    boolean isAtEnd = bytesLeft == 0 || limit < buffer.length;
    if (isAtEnd) end();
    return limit >= recordLength;
  }

  private void end() {
    close();
    try {
      file.requireUnchanged(storage);
      int torn = limit % recordLength;
      if (torn > 0) throw tornRecord(bufferOffset + limit - torn, torn);
    } catch (EngineException e) {
      damage.tolerate(e);
    }
  }

  private EngineException tornRecord(long offset, int length) {
    return new EngineException(
        CoreError.INPUT_CORRUPT,
        "The last record of "
            + file.path()
            + ", at byte "
            + offset
            + ", has "
            + length
            + " of "
            + recordLength
            + " bytes",
        "Check the length of records, copy the file again, or read it with ReadOptions that skip"
            + " damage");
  }

  @Override
  public void close() {
    InputStream open = in;
    in = null;
    if (open == null) return;
    try {
      open.close();
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }
}
