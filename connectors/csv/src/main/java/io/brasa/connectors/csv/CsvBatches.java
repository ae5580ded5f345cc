package io.brasa.connectors.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.BadRecords;
import io.brasa.columnar.source.files.FileColumns;
import io.brasa.columnar.source.files.FileError;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.RecordMode;
import io.brasa.columnar.text.Utf8;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of a piece of a file. */
final class CsvBatches implements BatchReader {
  private final CsvSource source;
  private final SourceContext context;
  private final FileColumns columns;
  private final FileSplit split;
  private final RecordMode mode;
  private final BadRecords bad;
  private final CsvScanner scanner;
  private final CsvRecords records;

  /** By slot. */
  private final List<CsvColumn> slots = new ArrayList<>();

  /** For each column needed its slot, or -1 for the text of bad records. */
  private final int[] slotOfNeeded;

  private final int[] failures = new int[Batch.ROWS];

  CsvBatches(CsvSource source, FileSplit split, ScanRequest request, SourceContext context) {
    this.source = source;
    this.context = context;
    this.split = split;
    this.mode = source.options().mode();
    this.bad = new BadRecords(mode, split.file(), context);
    this.columns =
        new FileColumns(request, source.data().size(), source.table().partitions(), split);
    List<Integer> inFile = fileColumns(source);
    int corrupt = corruptColumn(source);
    boolean readsAll = mode != RecordMode.PERMISSIVE || columns.needed().contains(corrupt);
    List<Integer> read = new ArrayList<>();
    for (int column : inFile) if (readsAll || columns.needed().contains(column)) read.add(column);
    int[] slotOfField = new int[inFile.size()];
    for (int i = 0; i < slotOfField.length; i++) slotOfField[i] = read.indexOf(inFile.get(i));
    this.slotOfNeeded = columns.needed().stream().mapToInt(read::indexOf).toArray();
    this.scanner = new CsvScanner(source.options().dialect(), slotOfField, read.size(), Batch.ROWS);
    CsvReading reading = new CsvReading(source.options(), source.options().zone(context));
    for (int column : read)
      slots.add(CsvColumns.of(source.data().field(column), slots.size(), scanner, reading));
    this.records = new CsvRecords(source.options().dialect(), scanner, split, context);
    boolean isReady = false;
    try {
      if (source.options().hasHeader() && split.offset() == 0) readHeader(inFile);
      isReady = true;
    } finally {
      if (!isReady) records.close();
    }
  }

  private static int corruptColumn(CsvSource source) {
    return source.data().indexOf(source.options().corruptColumn()).orElse(-1);
  }

  /** The columns that files have fields for. */
  private static List<Integer> fileColumns(CsvSource source) {
    List<Integer> columns = new ArrayList<>();
    int corrupt = corruptColumn(source);
    for (int i = 0; i < source.data().size(); i++) if (i != corrupt) columns.add(i);
    return columns;
  }

  private void readHeader(List<Integer> inFile) {
    CsvHeader header = CsvHeader.read(records, source.options());
    if (source.options().enforcesSchema() || header.names().isEmpty()) return;
    for (int i = 0; i < Math.max(inFile.size(), header.names().size()); i++) {
      String expected = i < inFile.size() ? source.data().field(inFile.get(i)).name() : "nothing";
      String found = i < header.names().size() ? header.names().get(i) : "nothing";
      if (!expected.equalsIgnoreCase(found.trim()))
        throw new EngineException(
            FileError.SCHEMA_MISMATCH,
            "Field "
                + (i + 1)
                + " of the header of "
                + split.file().path()
                + " is "
                + BadRecords.shown(found)
                + " where the schema has "
                + BadRecords.shown(expected),
            "Give the schema in the order of the file, or set enforceSchema to true");
    }
  }

  @Override
  public Batch next() {
    while (true) {
      int rows = records.next();
      if (rows == 0) return null;
      context.checkCancelled();
      Batch batch = batch(rows);
      if (batch.rowCount() == 0) continue;
      context.countInput(batch.rowCount(), 0);
      return batch;
    }
  }

  private Batch batch(int rows) {
    Arrays.fill(failures, 0, rows, 0);
    List<Vector> read = new ArrayList<>(slots.size());
    for (CsvColumn slot : slots) read.add(slot.convert(records.bytes(), rows, failures));
    int badRows = countBad(rows);
    List<Vector> data = new ArrayList<>(slotOfNeeded.length);
    for (int slot : slotOfNeeded) data.add(slot >= 0 ? read.get(slot) : badText(rows));
    Batch batch = columns.batch(rows, data);
    return badRows > 0 && mode == RecordMode.DROPMALFORMED
        ? batch.selecting(good(rows, badRows))
        : batch;
  }

  private boolean isBad(int row) {
    return failures[row] != 0 || scanner.problems[row] != CsvScanner.FINE;
  }

  private int countBad(int rows) {
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (!isBad(row)) continue;
      count++;
      String what = mode == RecordMode.FAILFAST ? problem(row) : "";
      bad.report(records.offset(scanner.recordStarts[row]), what);
    }
    return count;
  }

  private String problem(int row) {
    return switch (scanner.problems[row]) {
      case CsvScanner.UNCLOSED -> "a quote is not closed";
      case CsvScanner.TOO_LONG ->
          "a field has more than "
              + source.options().dialect().mostCharacters()
              + " bytes (option maxCharsPerColumn)";
      case CsvScanner.WRONG_COUNT ->
          scanner.counts[row] + " fields where " + fileColumns(source).size() + " are expected";
      default -> {
        CsvColumn column = slots.get(failures[row] - 1);
        StructField field = column.field;
        yield "column "
            + field.name()
            + " is of type "
            + field.dataType()
            + ", and the field is "
            + BadRecords.shown(column.shown(records.bytes(), row));
      }
    };
  }

  private Selection good(int rows, int badRows) {
    int[] kept = new int[rows - badRows];
    int count = 0;
    for (int row = 0; row < rows; row++) if (!isBad(row)) kept[count++] = row;
    return new Selection(kept, count);
  }

  private Vector badText(int rows) {
    BytesBuilder builder =
        new BytesBuilder(source.data().field(corruptColumn(source)).dataType(), rows);
    byte[] bytes = records.bytes();
    for (int row = 0; row < rows; row++) {
      int from = scanner.recordStarts[row];
      int to = scanner.recordEnds[row];
      if (!isBad(row)) builder.appendNull();
      else if (Utf8.isValid(bytes, from, to)) builder.append(bytes, from, to - from);
      else builder.append(new String(bytes, from, to - from, UTF_8));
    }
    return builder.build();
  }

  @Override
  public void close() {
    records.close();
  }
}
