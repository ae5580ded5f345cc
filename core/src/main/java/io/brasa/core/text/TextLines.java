package io.brasa.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of one split, in order; what a line is stands in the description of the package. The
 * one hot loop of text input: lines are found and decoded in one buffer, and a line is copied once,
 * into its string.
 *
 * <p><b>Boundaries.</b> A split that does not begin its file starts one byte earlier and drops the
 * line it finds there: if that byte ends a line, the dropped line is empty and the split's first
 * byte begins one; if it is a carriage return, the line feed that may follow goes with it; else the
 * line began in an earlier split. Lines are given while their first byte is before the end of the
 * split. So each line has exactly one split, wherever the cuts are.
 *
 * <p>Not thread-safe. Closing is idempotent; the end of the split closes too.
 */
public final class TextLines implements Iterator<String>, AutoCloseable {
  private static final int BUFFER_BYTES = 128 << 10;

  /** What is read at once to finish the last line, whose end is probably near. */
  private static final int TAIL_BYTES = 8 << 10;

  /** The longest array that virtual machines make. */
  private static final int LINE_BYTES_MAX = Integer.MAX_VALUE - 8;

  private final String path;
  private final long end;
  private final boolean isPacked;
  private final int lineBytesMax;
  private InputStream in;

  private byte[] buffer;

  /** Where the next line begins, and where what has been read ends. */
  private int position;

  private int limit;

  /** The offset in the text of the first byte in the buffer. */
  private long bufferOffset;

  /** A line feed in the next place belongs to the line that has just ended. */
  private boolean isAfterReturn;

  private boolean isLineKnown;
  private long malformedCount;

  /** Opens a split. Fails as {@link Storage#open} does, and with {@code INPUT_UNSUPPORTED}. */
  public TextLines(Storage storage, TextSplit split) {
    this(storage, split, BUFFER_BYTES, LINE_BYTES_MAX);
  }

  TextLines(Storage storage, TextSplit split, int bufferBytes, int lineBytesMax) {
    this.path = split.path();
    this.isPacked = Compression.of(path) == Compression.GZIP;
    this.end = isPacked ? Long.MAX_VALUE : split.offset() + split.length();
    this.lineBytesMax = lineBytesMax;
    this.bufferOffset = Math.max(0, split.offset() - 1);
    InputStream stored = storage.open(path, bufferOffset, Long.MAX_VALUE);
    this.in = isPacked ? new GzipInput(path, stored) : stored;
    // Small files are many: a buffer that holds the split and what shows its end is enough for
    // them.
    this.buffer =
        new byte[isPacked ? bufferBytes : (int) Math.min(bufferBytes, split.length() + 64)];
    try {
      if (split.offset() > 0) {
        skipLine();
      } else {
        skipByteOrderMark();
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    if (!isLineKnown) isLineKnown = findLine();
    return isLineKnown;
  }

  @Override
  public String next() {
    if (!hasNext()) throw new NoSuchElementException("The split of " + path + " has no more lines");
    isLineKnown = false;
    int length = scanLine();
    String line = new String(buffer, position, length, UTF_8);
    // Latin-1 strings answer at once.
    if (line.indexOf('\uFFFD') >= 0) countMalformed(line, length);
    passLine(length);
    return line;
  }

  /** How many times bytes that are no UTF-8 were replaced so far. */
  public long malformedCount() {
    return malformedCount;
  }

  /** How much text has been given so far, unpacked and with the ends of lines. */
  public long offset() {
    return bufferOffset + position;
  }

  /** Whether a line begins before the end of the split. */
  private boolean findLine() {
    if (in == null) return false;
    if (isAfterReturn) {
      isAfterReturn = false;
      if ((position < limit || fill()) && buffer[position] == '\n') position++;
    }
    if (bufferOffset + position < end && (position < limit || fill())) return true;
    requireWholeSplit();
    close();
    return false;
  }

  private void requireWholeSplit() {
    if (isPacked || bufferOffset + position >= end) return;
    throw new EngineException(
        CoreError.INPUT_CORRUPT,
        "The file "
            + path
            + " ends at byte "
            + (bufferOffset + position)
            + " but had at least "
            + end
            + " when the job was planned",
        "Do not change files while a job reads them");
  }

  /**
   * Reads until the buffer holds the line at {@code position}; returns its length without what ends
   * it.
   */
  private int scanLine() {
    int length = 0;
    while (true) {
      int found = endOfLine(buffer, position + length, limit);
      length = found - position;
      if (found < limit || !fill()) return length;
    }
  }

  /** The bytes that end lines are among the least, so most bytes cost one comparison. */
  private static int endOfLine(byte[] bytes, int from, int to) {
    for (int index = from; index < to; index++) {
      byte value = bytes[index];
      if (value <= '\r' && (value == '\n' || value == '\r')) return index;
    }
    return to;
  }

  private void passLine(int length) {
    position += length;
    if (position == limit) return;
    isAfterReturn = buffer[position++] == '\r';
  }

  /** As reading a line, but what has been looked at need not be kept. */
  private void skipLine() {
    while (position < limit || fill()) {
      int found = endOfLine(buffer, position, limit);
      position = found;
      if (found == limit) continue;
      passLine(0);
      return;
    }
  }

  private void skipByteOrderMark() {
    while (limit < 3) {
      if (!fill()) return;
    }
    if (buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF)
      position = 3;
  }

  /**
   * Reads more behind what the buffer holds from {@code position} on; false at the end of the file.
   */
  private boolean fill() {
    if (position == limit) {
      bufferOffset += position;
      position = 0;
      limit = 0;
    } else if (limit == buffer.length) {
      makeRoom();
    }
    int wanted = buffer.length - limit;
    if (bufferOffset + limit >= end) wanted = Math.min(wanted, TAIL_BYTES);
    try {
      int count = in.read(buffer, limit, wanted);
      if (count <= 0) return false;
      limit += count;
      return true;
    } catch (IOException e) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Could not read " + path + " (" + e.getMessage() + ")",
          "Look at the cause below",
          e);
    }
  }

  private void makeRoom() {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      bufferOffset += position;
      limit -= position;
      position = 0;
    } else {
      if (buffer.length >= lineBytesMax) throw tooLong();
      buffer =
          Arrays.copyOf(buffer, (int) Math.min(lineBytesMax, Math.max(64, 2L * buffer.length)));
    }
  }

  private EngineException tooLong() {
    return new EngineException(
        CoreError.TEXT_MALFORMED,
        "The line of "
            + path
            + " that begins at byte "
            + bufferOffset
            + " is longer than "
            + lineBytesMax
            + " bytes",
        "Check that it is a text file, and that its lines end with a line feed or a carriage return");
  }

  /** What was in the file as U+FFFD already is not counted. */
  private void countMalformed(String line, int length) {
    for (int index = line.indexOf('\uFFFD'); index >= 0; index = line.indexOf('\uFFFD', index + 1))
      malformedCount++;
    for (int index = position; index + 2 < position + length; index++) {
      boolean isWritten =
          buffer[index] == (byte) 0xEF
              && buffer[index + 1] == (byte) 0xBF
              && buffer[index + 2] == (byte) 0xBD;
      if (isWritten) malformedCount--;
    }
  }

  @Override
  public void close() {
    InputStream open = in;
    if (open == null) return;
    in = null;
    isLineKnown = false;
    try {
      open.close();
    } catch (IOException e) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Could not close " + path + " (" + e.getMessage() + ")",
          "Look at the cause below",
          e);
    }
  }
}
