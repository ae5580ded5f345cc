package io.brasa.connectors.csv;

import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.columnar.text.NumberText;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the types of columns: int, bigint, decimal without fraction, double, date, timestamp,
 * boolean, string, the first of which takes all values that are looked at.
 */
final class CsvInference {
  private final CsvOptions options;
  private final double ratio;
  private final SourceContext context;

  CsvInference(CsvOptions options, double ratio, SourceContext context) {
    this.options = options;
    this.ratio = ratio;
    this.context = context;
  }

  StructType schema(List<String> names, List<TableFile> files) {
    int[] slots = new int[names.size()];
    for (int i = 0; i < slots.length; i++) slots[i] = i;
    CsvScanner scanner = new CsvScanner(options.dialect(), slots, slots.length, Batch.ROWS);
    CsvReading reading = new CsvReading(options, ZoneOffset.UTC);
    List<Guess> guesses = new ArrayList<>();
    for (int i = 0; i < slots.length; i++)
      guesses.add(new Guess(new StructField(names.get(i), AtomicType.STRING), i, scanner, reading));
    boolean[] isSampled = new boolean[Batch.ROWS];
    long ordinal = 0;
    for (TableFile file : files) {
      if (file.sizeBytes() == 0) continue;
      FileSplit whole = new FileSplit(file, 0, file.sizeBytes());
      try (CsvRecords records = new CsvRecords(options.dialect(), scanner, whole, context)) {
        if (options.hasHeader()) CsvHeader.read(records, options);
        for (int rows = records.next(); rows > 0; rows = records.next()) {
          for (int row = 0; row < rows; row++) isSampled[row] = ratio >= 1 || isSampled(ordinal++);
          for (Guess guess : guesses) guess.look(records.bytes(), rows, isSampled);
        }
      }
    }
    StructType schema = new StructType();
    for (Guess guess : guesses) schema = schema.add(guess.field.name(), guess.type());
    return schema;
  }

  /** By chance, the same each time. Source: Steele and others, "Fast Splittable PRNGs", 2014. */
  private boolean isSampled(long ordinal) {
    long mixed = (ordinal + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return ((mixed ^ mixed >>> 31) >>> 11) * 0x1p-53 < ratio;
  }

  /** What is known of the type of a column, in the order in which types are tried. */
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

  private static final class Guess extends CsvColumn {
    private Level level = Level.NOTHING;
    private int digits;
    private boolean[] isSampled;

    Guess(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
    }

    void look(byte[] bytes, int rows, boolean[] sampled) {
      isSampled = sampled;
      if (level != Level.STRING) convert(bytes, rows, new int[0]);
    }

    @Override
    boolean keepsEmpty() {
      return true;
    }

    @Override
    Vector values(int rows) {
      for (int row = 0; row < rows && level != Level.STRING; row++)
        if (isSampled[row] && isPresent(row)) level = merged(level, of());
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

    private Level of() {
      if (from == to) return Level.STRING;
      if (level.compareTo(Level.DOUBLE) <= 0) {
        Level number = number();
        if (number != Level.STRING) return number;
      }
      if (level.compareTo(Level.TIMESTAMP) <= 0 || level == Level.NOTHING) {
        if (isDate()) return Level.DATE;
        if (isTimestamp()) return Level.TIMESTAMP;
      }
      return isBoolean() ? Level.BOOLEAN : Level.STRING;
    }

    private Level number() {
      if (level.compareTo(Level.LONG) <= 0 && numbers.parseLong(text, from, to)) {
        digits = Math.max(digits, to - from);
        return numbers.longValue == (int) numbers.longValue ? Level.INTEGER : Level.LONG;
      }
      if (level.compareTo(Level.DECIMAL) <= 0) {
        BigDecimal whole = NumberText.bigDecimal(text, from, to);
        boolean isWhole =
            whole != null && whole.scale() <= 0 && whole.precision() - whole.scale() <= 38;
        if (isWhole) {
          digits = Math.max(digits, whole.precision() - whole.scale());
          return Level.DECIMAL;
        }
      }
      if (numbers.parseDouble(text, from, to)) return Level.DOUBLE;
      String word = new String(text, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
      boolean isSpecial =
          word.equals(values.nan())
              || word.equals(values.positiveInfinity())
              || word.equals(values.negativeInfinity());
      return isSpecial ? Level.DOUBLE : Level.STRING;
    }

    /** Shorter forms than year, month and day are no dates here: they look like much else. */
    private boolean isDate() {
      if (values.patterns().date() == null && !isFullDate(to - from <= 12)) return false;
      return times.parseDate(text, from, to);
    }

    private boolean isFullDate(boolean isShort) {
      if (!isShort) return false;
      int dashes = 0;
      for (int i = from + 1; i < to; i++) {
        if (text[i] == '-') dashes++;
        else if (text[i] < '0' || text[i] > '9') return false;
      }
      return dashes == 2;
    }

    private boolean isTimestamp() {
      boolean hasPattern = values.patterns().timestamp() != null;
      if (!hasPattern && to - from < 8) return false;
      return times.parseTimestamp(text, from, to);
    }

    private boolean isBoolean() {
      String word = new String(text, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
      return word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false");
    }

    DataType type() {
      return switch (level) {
        case NOTHING, STRING -> AtomicType.STRING;
        case INTEGER -> AtomicType.INTEGER;
        case LONG -> AtomicType.LONG;
        case DECIMAL -> new DecimalType(Math.clamp(digits, 20, 38), 0);
        case DOUBLE -> AtomicType.DOUBLE;
        case DATE -> AtomicType.DATE;
        case TIMESTAMP -> AtomicType.TIMESTAMP;
        case BOOLEAN -> AtomicType.BOOLEAN;
      };
    }
  }
}
