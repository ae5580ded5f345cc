package io.brasa.connectors.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where the fields of records lie, for the columns wanted.
 *
 * <p>Eight bytes are looked at together: a few operations on a {@code long} mark the separators,
 * quotes and line ends among them (Warren, "Hacker's Delight", 6-1), and only marked bytes are
 * looked at one by one. Line ends are marked as bytes below 14, which takes one test for both
 * kinds; what else is below is seen not to be one. Behind the last byte lies a line end, so that no
 * loop asks for the limit.
 *
 * <p>A field is a pair of places; the bits of {@link #QUOTED} and {@link #ESCAPED} in the first say
 * that it was in quotes, which are not part of it, and that escapes are among its bytes. A field
 * that is missing or empty is the pair (0, 0) or any two equal places without these bits.
 *
 * <p>A quote that is neither at the beginning of a field nor closed in front of a separator is
 * text, and so is then the quote that began the field: the field goes up to the next separator.
 * Belongs to one thread.
 */
final class CsvScanner {
  static final int QUOTED = 1 << 30;
  static final int ESCAPED = 1 << 31;
  static final int PLACE = QUOTED - 1;

  /** What is wrong with a record. */
  static final byte FINE = 0;

  static final byte WRONG_COUNT = 1;
  static final byte UNCLOSED = 2;
  static final byte TOO_LONG = 3;

  private static final int INCOMPLETE = -1;
  private static final int SKIPPED = 0;
  private static final int COMPLETE = 1;
  private static final int NOT_CLOSED = -2;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long LOWS = 0x7f7f7f7f7f7f7f7fL;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long FOURTEENS = 14 * ONES;

  private final CsvDialect dialect;
  private final byte separator;
  private final byte quote;
  private final byte escape;
  private final boolean hasQuote;
  private final boolean hasEscape;
  private final boolean hasLineSeparator;
  private final byte lineEnd;
  private final long separators;
  private final long quotes;
  private final long escapes;
  private final long lineEnds;
  private final int[] slots;

  /** How many records one scan finds. */
  final int capacity;

  /** Of the field of a row in a slot at {@code slot * capacity + row}. */
  final int[] starts;

  final int[] ends;
  final int[] recordStarts;
  final int[] recordEnds;
  final int[] counts;
  final byte[] problems;

  /** Where the next scan begins. */
  int next;

  /** Whether the next record is another split's. */
  boolean isBeyond;

  private boolean sawEscape;

  /**
   * @param slots for each column of the file its slot, or -1 if it is not wanted
   */
  CsvScanner(CsvDialect dialect, int[] slots, int slotCount, int capacity) {
    this.dialect = dialect;
    this.separator = (byte) dialect.separator();
    this.hasQuote = dialect.quote() >= 0;
    this.quote = hasQuote ? (byte) dialect.quote() : separator;
    this.hasEscape = hasQuote && dialect.escape() >= 0;
    this.escape = hasEscape ? (byte) dialect.escape() : quote;
    this.hasLineSeparator = dialect.lineSeparator() >= 0;
    this.lineEnd = dialect.lineEnd();
    this.separators = (separator & 0xffL) * ONES;
    this.quotes = (quote & 0xffL) * ONES;
    this.escapes = (escape & 0xffL) * ONES;
    this.lineEnds = (lineEnd & 0xffL) * ONES;
    this.slots = slots;
    this.capacity = capacity;
    this.starts = new int[slotCount * capacity];
    this.ends = new int[slotCount * capacity];
    this.recordStarts = new int[capacity];
    this.recordEnds = new int[capacity];
    this.counts = new int[capacity];
    this.problems = new byte[capacity];
  }

  /**
   * Finds records that are whole; returns how many.
   *
   * @param bytes with room behind {@code limit}, which is written to
   * @param beyond the first place at which a record does not count any more
   */
  int scan(byte[] bytes, int from, int limit, boolean isAtEnd, int beyond) {
    bytes[limit] = lineEnd;
    int row = 0;
    next = from;
    isBeyond = false;
    while (row < capacity && next < limit) {
      if (next >= beyond) {
        isBeyond = true;
        break;
      }
      int start = next;
      int found =
          bytes[start] == dialect.comment()
              ? skipLine(bytes, start, limit, isAtEnd)
              : record(bytes, start, limit, isAtEnd, row);
      if (found == INCOMPLETE) {
        next = start;
        break;
      }
      if (found == COMPLETE) row++;
    }
    return row;
  }

  private int skipLine(byte[] bytes, int from, int limit, boolean isAtEnd) {
    int at = from;
    while (!dialect.isLineEnd(bytes[at]) && at < limit) at++;
    return endLine(bytes, at, limit, isAtEnd) ? SKIPPED : INCOMPLETE;
  }

  /** Goes behind a line end; false if more bytes are needed to know where that is. */
  private boolean endLine(byte[] bytes, int at, int limit, boolean isAtEnd) {
    if (at >= limit) {
      next = limit;
      return isAtEnd;
    }
    next = at + 1;
    if (hasLineSeparator || bytes[at] != '\r') return true;
    if (next == limit) return isAtEnd;
    if (bytes[next] == '\n') next++;
    return true;
  }

  private static long equal(long word, long pattern) {
    long difference = word ^ pattern;
    return ~(((difference & LOWS) + LOWS) | difference | LOWS);
  }

  private long lineMarks(long word) {
    return hasLineSeparator ? equal(word, lineEnds) : (word - FOURTEENS) & ~word & HIGHS;
  }

  private int record(byte[] bytes, int start, int limit, boolean isAtEnd, int row) {
    int column = 0;
    int fieldStart = start;
    int contentStart = 0;
    int contentEnd = -1;
    byte problem = FINE;
    int word = start;
    problems[row] = FINE;
    while (true) {
      long eight = (long) LONGS.get(bytes, word);
      long marks = equal(eight, separators) | equal(eight, quotes) | lineMarks(eight);
      int from = word;
      word += 8;
      while (marks != 0) {
        int at = from + (Long.numberOfTrailingZeros(marks) >>> 3);
        marks &= marks - 1;
        byte c = bytes[at];
        if (c == separator) {
          if (contentEnd < 0) field(column++, row, fieldStart, at);
          else field(column++, row, contentStart, contentEnd);
          contentEnd = -1;
          fieldStart = at + 1;
        } else if (dialect.isLineEnd(c)) {
          if (!endLine(bytes, at, limit, isAtEnd)) return INCOMPLETE;
          if (column == 0 && contentEnd < 0 && isBlank(bytes, start, at)) return SKIPPED;
          if (contentEnd < 0) field(column++, row, fieldStart, at);
          else field(column++, row, contentStart, contentEnd);
          endRecord(row, start, at, column, problem);
          return COMPLETE;
        } else if (c == quote && contentEnd < 0 && beginsField(bytes, fieldStart, at)) {
          int close = closingQuote(bytes, at + 1, limit, isAtEnd);
          if (close == INCOMPLETE) return INCOMPLETE;
          if (close == NOT_CLOSED) {
            if (!dialect.isMultiLine()) continue;
            problem = UNCLOSED;
            contentStart = at + 1 | QUOTED;
            contentEnd = limit;
            word = limit;
            break;
          }
          int after = afterQuote(bytes, close);
          if (after >= limit && !isAtEnd) return INCOMPLETE;
          if (bytes[after] == separator || dialect.isLineEnd(bytes[after])) {
            contentStart = at + 1 | QUOTED | (sawEscape ? ESCAPED : 0);
            contentEnd = close;
          }
          word = after;
          break;
        }
      }
    }
  }

  private boolean beginsField(byte[] bytes, int fieldStart, int at) {
    if (!hasQuote) return false;
    return at == fieldStart || dialect.trimsLeading() && isBlank(bytes, fieldStart, at);
  }

  private int afterQuote(byte[] bytes, int close) {
    int after = close + 1;
    if (dialect.trimsTrailing()) while (bytes[after] == ' ' && separator != ' ') after++;
    return after;
  }

  /** The place of the quote that ends a field; whether escapes are before it is left in a field. */
  private int closingQuote(byte[] bytes, int from, int limit, boolean isAtEnd) {
    sawEscape = false;
    int word = from;
    while (true) {
      long eight = (long) LONGS.get(bytes, word);
      long marks = equal(eight, quotes) | equal(eight, escapes) | lineMarks(eight);
      int begin = word;
      word += 8;
      while (marks != 0) {
        int at = begin + (Long.numberOfTrailingZeros(marks) >>> 3);
        marks &= marks - 1;
        if (at >= limit) return isAtEnd ? NOT_CLOSED : INCOMPLETE;
        byte c = bytes[at];
        if (c == quote || c == escape && hasEscape) {
          boolean isPair = hasEscape && c == escape;
          if (isPair && at + 1 >= limit && !isAtEnd) return INCOMPLETE;
          byte following = bytes[at + 1];
          if (isPair && at + 1 < limit && (following == quote || following == escape)) {
            sawEscape = true;
            word = at + 2;
            break;
          }
          if (c == quote) return at;
        } else if (!dialect.isMultiLine() && dialect.isLineEnd(c)) {
          return NOT_CLOSED;
        }
      }
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) if (bytes[at] > ' ' || bytes[at] < 0) return false;
    return true;
  }

  private void field(int column, int row, int start, int end) {
    if (column >= slots.length) return;
    int slot = slots[column];
    if (slot < 0) return;
    starts[slot * capacity + row] = start;
    ends[slot * capacity + row] = end;
    int most = dialect.mostCharacters();
    if (most >= 0 && end - (start & PLACE) > most) problems[row] = TOO_LONG;
  }

  private void endRecord(int row, int start, int end, int count, byte problem) {
    recordStarts[row] = start;
    recordEnds[row] = end;
    counts[row] = count;
    if (problem != FINE) problems[row] = problem;
    else if (count != slots.length) problems[row] = WRONG_COUNT;
    for (int column = count; column < slots.length; column++) field(column, row, 0, 0);
  }
}
