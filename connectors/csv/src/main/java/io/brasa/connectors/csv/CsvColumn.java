package io.brasa.connectors.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.text.NumberText;
import io.brasa.columnar.text.TimeText;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.vector.Vector;
import java.util.Arrays;

/**
 * Turns the fields of one column into a vector. Subclasses have loops of their own, so that each is
 * compiled for its type. Belongs to one thread.
 */
abstract class CsvColumn {
  private static final byte[] NONE = {};

  final StructField field;
  final NumberText numbers = new NumberText();
  final TimeText times;
  final CsvValues values;
  private final CsvDialect dialect;
  private final byte[] nullValue;
  private final boolean isPlain;
  private final int base;
  private final CsvScanner scanner;

  /** The text of the field at hand. */
  byte[] text = NONE;

  int from;
  int to;
  boolean isQuoted;
  private byte[] scratch = NONE;
  private byte[] bytes = NONE;
  private boolean[] nulls;
  private int rows;
  private int[] failures;

  CsvColumn(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
    this.field = field;
    this.scanner = scanner;
    this.base = slot * scanner.capacity;
    this.dialect = reading.options().dialect();
    this.values = reading.options().values();
    this.times = new TimeText(reading.zone(), values.patterns());
    this.nullValue = values.nullValue().getBytes(UTF_8);
    this.isPlain = nullValue.length == 0 && !dialect.trimsLeading() && !dialect.trimsTrailing();
  }

  /**
   * The values of the rows that were scanned.
   *
   * @param failures where a row's place gets one more than a column's that it does not fit, if
   *     nothing is there yet
   */
  final Vector convert(byte[] buffer, int rowCount, int[] failures) {
    bytes = buffer;
    rows = rowCount;
    nulls = null;
    this.failures = failures;
    return values(rowCount);
  }

  abstract Vector values(int rowCount);

  final boolean[] nulls() {
    return nulls;
  }

  final void setNull(int row) {
    if (nulls == null) nulls = new boolean[rows];
    nulls[row] = true;
  }

  /** The field is not of the type: it becomes null. */
  final void fail(int row) {
    setNull(row);
    if (failures[row] == 0) failures[row] = 1 + base / scanner.capacity;
  }

  /** Finds the text of a row's field; false, and noted, if it is null. */
  final boolean isPresent(int row) {
    int start = scanner.starts[base + row];
    int end = scanner.ends[base + row];
    if (isPlain && start >= 0 && start < CsvScanner.QUOTED) {
      text = bytes;
      from = start;
      to = end;
      isQuoted = false;
      if (start < end) return true;
      setNull(row);
      return false;
    }
    load(start, end);
    if (isNull()) {
      setNull(row);
      return false;
    }
    return true;
  }

  private boolean isNull() {
    if (to == from) return !isQuoted || !keepsEmpty();
    return to - from == nullValue.length
        && Arrays.equals(text, from, to, nullValue, 0, nullValue.length);
  }

  /** Whether an empty text in quotes is a value. */
  boolean keepsEmpty() {
    return false;
  }

  private void load(int start, int end) {
    isQuoted = (start & CsvScanner.QUOTED) != 0;
    text = bytes;
    from = start & CsvScanner.PLACE;
    to = end;
    if ((start & CsvScanner.ESCAPED) != 0) unescape();
    if (isQuoted) return;
    if (dialect.trimsLeading()) while (from < to && text[from] <= ' ' && text[from] >= 0) from++;
    if (dialect.trimsTrailing()) while (from < to && text[to - 1] <= ' ' && text[to - 1] >= 0) to--;
  }

  private void unescape() {
    int length = to - from;
    if (scratch.length < length + 8) scratch = new byte[length + 64];
    byte escape = (byte) dialect.escape();
    byte quote = (byte) dialect.quote();
    int at = 0;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c == escape && i + 1 < to && (bytes[i + 1] == quote || bytes[i + 1] == escape))
        c = bytes[++i];
      scratch[at++] = c;
    }
    text = scratch;
    from = 0;
    to = at;
  }

  /** For errors: the text of a row's field. */
  final String shown(byte[] buffer, int row) {
    bytes = buffer;
    load(scanner.starts[base + row], scanner.ends[base + row]);
    return new String(text, from, to - from, UTF_8);
  }
}
