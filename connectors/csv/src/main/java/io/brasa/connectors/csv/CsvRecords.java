package io.brasa.connectors.csv;

import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.RecordBuffer;

/** The records of a piece of a file, many at a time. Belongs to one thread. */
final class CsvRecords implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 19;

  private final CsvScanner scanner;
  private final CsvDialect dialect;
  private final RecordBuffer buffer;
  private int usedBytes = BUFFER_BYTES;
  private boolean isDone;

  CsvRecords(CsvDialect dialect, CsvScanner scanner, FileSplit split, SourceContext context) {
    this.scanner = scanner;
    this.dialect = dialect;
    long from = Math.max(0, split.offset() - 1);
    this.buffer = new RecordBuffer(split, from, BUFFER_BYTES, context);
    if (split.offset() > 0) toFirstRecord();
    else skipMark();
  }

  byte[] bytes() {
    return buffer.bytes();
  }

  long offset(int place) {
    return buffer.offset(place);
  }

  /** Skips the mark that some programs begin UTF-8 with. */
  private void skipMark() {
    byte[] bytes = buffer.bytes();
    if (buffer.limit() >= 3 && bytes[0] == -17 && bytes[1] == -69 && bytes[2] == -65)
      buffer.position(3);
  }

  /**
   * A record begins behind each line end: where the byte before the split is one, at its first
   * byte.
   */
  private void toFirstRecord() {
    while (true) {
      byte[] bytes = buffer.bytes();
      int limit = buffer.limit();
      int at = buffer.position();
      while (at < limit && !dialect.isLineEnd(bytes[at])) at++;
      boolean isKnown = at + 1 < limit || buffer.isAtEnd();
      if (at < limit && isKnown) {
        boolean isPair = dialect.lineSeparator() < 0 && bytes[at] == '\r' && at + 1 < limit;
        buffer.position(isPair && bytes[at + 1] == '\n' ? at + 2 : at + 1);
        return;
      }
      buffer.position(at);
      if (buffer.isAtEnd() || at >= limit && buffer.isBeyond(at)) {
        isDone = true;
        return;
      }
      buffer.grow();
    }
  }

  String path() {
    return buffer.split().file().path();
  }

  /** A scan of the next record alone, with all its fields; null if there is none. */
  CsvScanner first() {
    int[] none = {};
    CsvScanner counting = new CsvScanner(dialect, none, 0, 1);
    while (!isDone) {
      int from = buffer.position();
      int limit = buffer.limit();
      if (counting.scan(buffer.bytes(), from, limit, buffer.isAtEnd(), limit) > 0) {
        int[] all = new int[counting.counts[0]];
        for (int i = 0; i < all.length; i++) all[i] = i;
        CsvScanner fields = new CsvScanner(dialect, all, all.length, 1);
        int start = counting.recordStarts[0];
        fields.scan(buffer.bytes(), start, limit, buffer.isAtEnd(), limit);
        buffer.position(fields.next);
        return fields;
      }
      buffer.position(counting.next);
      if (buffer.isAtEnd() && counting.next >= limit) isDone = true;
      else buffer.grow();
    }
    return null;
  }

  /** How many records were found, none at the end. What was found before is gone. */
  int next() {
    while (!isDone) {
      if (buffer.limit() - buffer.position() < usedBytes + usedBytes / 4 && !buffer.isAtEnd())
        buffer.fill();
      int from = buffer.position();
      int rows =
          scanner.scan(buffer.bytes(), from, buffer.limit(), buffer.isAtEnd(), buffer.beyond());
      buffer.position(scanner.next);
      if (rows > 0) {
        usedBytes = Math.min(BUFFER_BYTES, scanner.next - from);
        return rows;
      }
      if (scanner.isBeyond || buffer.isAtEnd() && scanner.next >= buffer.limit()) isDone = true;
      else buffer.grow();
    }
    return 0;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
