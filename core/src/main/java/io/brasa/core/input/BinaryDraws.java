package io.brasa.core.input;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Some records of a split of a file of records of one length, in the order of the file: the split
 * is cut into as many equal stretches as there are records to draw, and of each a record is read
 * that chance chooses. Only these are read; a last record that is cut off is none of them. Not
 * thread-safe; closing is idempotent.
 */
public final class BinaryDraws implements Iterator<byte[]>, AutoCloseable {
  private final InputFile file;
  private final int recordLength;
  private final long recordCount;
  private final long drawCount;
  private final SplittableRandom random;
  private InputStream in;
  private long nextRecord;
  private long drawn;

  /**
   * Opens a split. Fails as {@link Storage#open} does, and with {@code INPUT_CHANGED}.
   *
   * @param probability of each record to be drawn
   */
  public BinaryDraws(
      Storage storage,
      BinarySplit split,
      int recordLength,
      double probability,
      SplittableRandom random,
      Damage damage) {
    this.file = split.file();
    this.recordLength = recordLength;
    this.recordCount = split.length() / recordLength;
    this.random = random;
    // What is left of a whole number is drawn by chance: small splits must not count too much.
    long count = (long) (recordCount * probability + random.nextDouble());
    this.drawCount = Math.min(count, recordCount);
    if (drawCount == 0) return;
    try {
      file.requireUnchanged(storage);
      in = storage.open(file.path(), split.offset(), split.length());
    } catch (EngineException e) {
      damage.tolerate(e);
    }
  }

  @Override
  public boolean hasNext() {
    return in != null && drawn < drawCount;
  }

  @Override
  public byte[] next() {
    if (!hasNext()) throw new NoSuchElementException("no more records in " + file.path());
    long from = stretch(drawn);
    long wanted = from + random.nextLong(Math.max(1, stretch(drawn + 1) - from));
    try {
      in.skipNBytes((wanted - nextRecord) * recordLength);
      byte[] entry = in.readNBytes(recordLength);
      if (entry.length < recordLength) throw new IOException("it ends early");
      nextRecord = wanted + 1;
      drawn++;
      if (drawn == drawCount) close();
      return entry;
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  /** Where a stretch begins. */
  private long stretch(long number) {
    return (long) ((double) recordCount / drawCount * number);
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
