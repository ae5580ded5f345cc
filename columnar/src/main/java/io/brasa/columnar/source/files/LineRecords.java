package io.brasa.columnar.source.files;

import io.brasa.columnar.source.SourceContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines that begin in a split, one at a time. A line ends with a line feed, a carriage return
 * or both, or with a separator that is given; the last one perhaps with the file. Belongs to one
 * thread.
 */
public final class LineRecords implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 19;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FOURTEENS = 14 * 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private final RecordBuffer buffer;
  private final byte[] separator;
  private boolean isDone;
  private int from;
  private int to;
  private int following;

  /**
   * @param separator null for the usual line ends
   */
  public LineRecords(FileSplit split, byte[] separator, SourceContext context) {
    this.separator = separator;
    int back = separator == null ? 1 : separator.length;
    long start = Math.max(0, split.offset() - back);
    this.buffer = new RecordBuffer(split, start, BUFFER_BYTES, context);
    if (split.offset() > 0) toFirstLine(split.offset());
    else skipMark();
  }

  /**
   * Whether files can be cut: places where a line ends are then the same from wherever one looks.
   */
  public static boolean canCut(byte[] separator) {
    if (separator == null) return true;
    for (int length = 1; length < separator.length; length++) {
      if (Arrays.equals(
          separator, 0, length, separator, separator.length - length, separator.length))
        return false;
    }
    return true;
  }

  private void skipMark() {
    byte[] bytes = buffer.bytes();
    if (buffer.limit() >= 3 && bytes[0] == -17 && bytes[1] == -69 && bytes[2] == -65)
      buffer.position(3);
  }

  private void toFirstLine(long offset) {
    while (findLine()) {
      buffer.position(following);
      if (buffer.offset(following) >= offset) return;
    }
  }

  /** Goes to the next line; false at the end. What was found before may be gone. */
  public boolean next() {
    if (isDone) return false;
    if (buffer.isBeyond(buffer.position()) || !findLine()) {
      isDone = true;
      return false;
    }
    buffer.position(following);
    return true;
  }

  /** Finds the line that begins at the position; false if nothing is left. */
  private boolean findLine() {
    int looked = 0;
    while (true) {
      from = buffer.position();
      int limit = buffer.limit();
      int end =
          separator == null ? lineEnd(from + looked, limit) : separatorAt(from + looked, limit);
      if (end < limit) {
        to = end;
        following = end + (separator == null ? 1 : separator.length);
        boolean isReturn = separator == null && buffer.bytes()[end] == '\r';
        if (!isReturn) return true;
        if (following < limit || buffer.isAtEnd()) {
          if (following < limit && buffer.bytes()[following] == '\n') following++;
          return true;
        }
      } else if (buffer.isAtEnd()) {
        to = limit;
        following = limit;
        return from < limit;
      }
      looked =
          Math.max(0, Math.min(end, limit) - from - (separator == null ? 0 : separator.length));
      buffer.grow();
    }
  }

  /** The place of the first line end, or the limit: a line feed lies there. */
  private int lineEnd(int start, int limit) {
    byte[] bytes = buffer.bytes();
    bytes[limit] = '\n';
    for (int word = start; ; word += 8) {
      long eight = (long) LONGS.get(bytes, word);
      long marks = (eight - FOURTEENS) & ~eight & HIGHS;
      while (marks != 0) {
        int at = word + (Long.numberOfTrailingZeros(marks) >>> 3);
        if (bytes[at] == '\n' || bytes[at] == '\r') return Math.min(at, limit);
        marks &= marks - 1;
      }
    }
  }

  private int separatorAt(int start, int limit) {
    byte[] bytes = buffer.bytes();
    for (int at = start; at + separator.length <= limit; at++) {
      if (bytes[at] == separator[0]
          && Arrays.equals(bytes, at, at + separator.length, separator, 0, separator.length))
        return at;
    }
    return limit;
  }

  /** Where the line lies. */
  public byte[] bytes() {
    return buffer.bytes();
  }

  /** The place of its first byte. */
  public int from() {
    return from;
  }

  /** The place behind its last byte; its end is not part of it. */
  public int to() {
    return to;
  }

  /** The place of its first byte in the unpacked file. */
  public long offset() {
    return buffer.offset(from);
  }

  @Override
  public void close() {
    buffer.close();
  }
}
