package io.brasa.connectors.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.text.NumberText;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import java.math.BigDecimal;

/**
 * What is known of the type of a column. Nearly all values are of the type that is known already,
 * in its plainest form; whether they are is seen from a few bytes, and what is not plain is looked
 * at with what reads values.
 */
final class CsvGuess extends CsvColumn {
  private static final int SURE_INT_DIGITS = 9;
  private static final int SURE_LONG_DIGITS = 18;
  private static final int[] NO_FAILURES = {};

  /** In the order in which types are tried. */
  private enum Level {
    NOTHING,
    INTEGER,
    LONG,
    DECIMAL,
    DOUBLE,
    DATE,
    TIMESTAMP,
    BOOLEAN,
    STRING
  }

  private final boolean hasDatePattern;
  private final boolean hasTimestampPattern;
  private Level level = Level.NOTHING;
  private int digits;
  private boolean[] isDrawn;

  CsvGuess(int slot, CsvScanner scanner, CsvReading reading) {
    super(new StructField("", AtomicType.STRING), slot, scanner, reading);
    this.hasDatePattern = values.patterns().date() != null;
    this.hasTimestampPattern = values.patterns().timestamp() != null;
  }

  /** Looks at the rows that are drawn; false if the column is a string whatever comes. */
  boolean look(byte[] bytes, int rows, boolean[] drawn) {
    isDrawn = drawn;
    if (level != Level.STRING) convert(bytes, rows, NO_FAILURES);
    return level != Level.STRING;
  }

  @Override
  boolean keepsEmpty() {
    return true;
  }

  @Override
  Vector values(int rows) {
    for (int row = 0; row < rows && level != Level.STRING; row++)
      if (isDrawn[row] && isPresent(row) && !isPlain()) level = merged(level, of());
    return Vectors.nulls(AtomicType.STRING, 0);
  }

  private static Level merged(Level known, Level seen) {
    if (known == seen || known == Level.NOTHING) return seen;
    boolean areNumbers = known.compareTo(Level.DOUBLE) <= 0 && seen.compareTo(Level.DOUBLE) <= 0;
    boolean areTimes =
        (known == Level.DATE || known == Level.TIMESTAMP)
            && (seen == Level.DATE || seen == Level.TIMESTAMP);
    if (areNumbers) return known.compareTo(seen) > 0 ? known : seen;
    return areTimes ? Level.TIMESTAMP : Level.STRING;
  }

  // ---- plain values

  /** Whether the value is surely of the type known; false if that is to be seen. */
  private boolean isPlain() {
    return switch (level) {
      case INTEGER -> isWhole(SURE_INT_DIGITS);
      case LONG -> isWhole(SURE_LONG_DIGITS);
      case DOUBLE -> isNumber();
      case DATE -> !hasDatePattern && to - from == 10 && isDay(from);
      case TIMESTAMP -> !hasTimestampPattern && isMoment();
      case BOOLEAN -> isTruth();
      case NOTHING, DECIMAL, STRING -> false;
    };
  }

  private boolean isWhole(int most) {
    int at = text[from] == '-' ? from + 1 : from;
    if (at == to || to - at > most) return false;
    for (; at < to; at++) if (!isDigit(text[at])) return false;
    return true;
  }

  private boolean isNumber() {
    int at = text[from] == '-' ? from + 1 : from;
    int first = at;
    while (at < to && isDigit(text[at])) at++;
    if (at == first) return false;
    if (at < to && text[at] == '.') {
      int point = at++;
      while (at < to && isDigit(text[at])) at++;
      if (at == point + 1) return false;
    }
    return at == to;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /** Four digits, a month, a day that all months have. */
  private boolean isDay(int at) {
    return isDigit(text[at])
        && isDigit(text[at + 1])
        && isDigit(text[at + 2])
        && isDigit(text[at + 3])
        && text[at + 4] == '-'
        && isBetween(at + 5, 1, 12)
        && text[at + 7] == '-'
        && isBetween(at + 8, 1, 28);
  }

  private boolean isBetween(int at, int least, int most) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return false;
    int number = 10 * tens + ones;
    return number >= least && number <= most;
  }

  private boolean isMoment() {
    return to - from == 19
        && isDay(from)
        && (text[from + 10] == ' ' || text[from + 10] == 'T')
        && isBetween(from + 11, 0, 23)
        && text[from + 13] == ':'
        && isBetween(from + 14, 0, 59)
        && text[from + 16] == ':'
        && isBetween(from + 17, 0, 59);
  }

  private boolean isTruth() {
    return switch (to - from) {
      case 4 -> isLetter(0, 't') && isLetter(1, 'r') && isLetter(2, 'u') && isLetter(3, 'e');
      case 5 ->
          isLetter(0, 'f')
              && isLetter(1, 'a')
              && isLetter(2, 'l')
              && isLetter(3, 's')
              && isLetter(4, 'e');
      default -> false;
    };
  }

  private boolean isLetter(int place, char small) {
    return (text[from + place] | 0x20) == small;
  }

  // ---- all values

  private Level of() {
    if (from == to) return Level.STRING;
    if (level.compareTo(Level.DOUBLE) <= 0) {
      Level number = number();
      if (number != Level.STRING) return number;
    }
    if (level.compareTo(Level.TIMESTAMP) <= 0) {
      if (isDate()) return Level.DATE;
      if (isTimestamp()) return Level.TIMESTAMP;
    }
    return isTruth() ? Level.BOOLEAN : Level.STRING;
  }

  private Level number() {
    if (level.compareTo(Level.LONG) <= 0 && numbers.parseLong(text, from, to)) {
      digits = Math.max(digits, to - from);
      return numbers.longValue == (int) numbers.longValue ? Level.INTEGER : Level.LONG;
    }
    if (level.compareTo(Level.DECIMAL) <= 0) {
      BigDecimal whole = NumberText.bigDecimal(text, from, to);
      boolean isWhole =
          whole != null
              && whole.scale() <= 0
              && whole.precision() - whole.scale() <= DecimalType.MAX_PRECISION;
      if (isWhole) {
        digits = Math.max(digits, whole.precision() - whole.scale());
        return Level.DECIMAL;
      }
    }
    if (numbers.parseDouble(text, from, to)) return Level.DOUBLE;
    String word = new String(text, from, to - from, UTF_8);
    boolean isSpecial =
        word.equals(values.nan())
            || word.equals(values.positiveInfinity())
            || word.equals(values.negativeInfinity());
    return isSpecial ? Level.DOUBLE : Level.STRING;
  }

  /** Shorter forms than year, month and day are no dates here: they look like much else. */
  private boolean isDate() {
    if (!hasDatePattern && !isFullDate()) return false;
    return times.parseDate(text, from, to);
  }

  private boolean isFullDate() {
    if (to - from > 12) return false;
    int dashes = 0;
    for (int i = from + 1; i < to; i++) {
      if (text[i] == '-') dashes++;
      else if (!isDigit(text[i])) return false;
    }
    return dashes == 2;
  }

  private boolean isTimestamp() {
    if (!hasTimestampPattern && to - from < 8) return false;
    return times.parseTimestamp(text, from, to);
  }

  DataType type() {
    return switch (level) {
      case NOTHING -> AtomicType.NULL;
      case INTEGER -> AtomicType.INTEGER;
      case LONG -> AtomicType.LONG;
      case DECIMAL -> new DecimalType(Math.clamp(digits, 20, DecimalType.MAX_PRECISION), 0);
      case DOUBLE -> AtomicType.DOUBLE;
      case DATE -> AtomicType.DATE;
      case TIMESTAMP -> AtomicType.TIMESTAMP;
      case BOOLEAN -> AtomicType.BOOLEAN;
      case STRING -> AtomicType.STRING;
    };
  }
}
