package io.brasa.connectors.csv;

import io.brasa.columnar.source.Look;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.files.Chance;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.Tolerance;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.runtime.error.EngineException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the types of columns in a piece of a file: int, bigint, decimal without fraction, double,
 * date, timestamp, boolean, string, the first of which takes all values that are looked at; void
 * where there is none. Columns that are strings for certain are not looked at any more.
 *
 * @param columnCount how many columns the first record of the table has
 */
record CsvLook(CsvOptions options, int columnCount, Chance chance, Tolerance tolerance)
    implements Look<List<DataType>> {
  @Override
  public List<DataType> at(Split split, SourceContext context) {
    FileSplit piece = (FileSplit) split;
    int[] slots = new int[columnCount];
    for (int i = 0; i < columnCount; i++) slots[i] = i;
    CsvScanner scanner = new CsvScanner(options.dialect(), slots, columnCount, Batch.ROWS);
    CsvReading reading = new CsvReading(options, ZoneOffset.UTC);
    List<CsvGuess> guesses = new ArrayList<>(columnCount);
    for (int i = 0; i < columnCount; i++) guesses.add(new CsvGuess(i, scanner, reading));
    try {
      tolerance.requireSound(piece.file(), context);
      look(piece, guesses, slots, scanner, context);
    } catch (EngineException e) {
      tolerance.tolerate(e, context);
    }
    return guesses.stream().map(CsvGuess::type).toList();
  }

  private void look(
      FileSplit piece,
      List<CsvGuess> guesses,
      int[] slots,
      CsvScanner scanner,
      SourceContext context) {
    long seed = piece.file().path().hashCode();
    try (CsvRecords records = new CsvRecords(options.dialect(), scanner, piece, context)) {
      if (options.hasHeader() && piece.offset() == 0) CsvHeader.read(records, options);
      boolean[] isDrawn = new boolean[Batch.ROWS];
      int open = columnCount;
      for (int rows = records.next(); rows > 0 && open > 0; rows = records.next()) {
        context.checkCancelled();
        for (int row = 0; row < rows; row++)
          isDrawn[row] = chance.draws(seed, records.offset(scanner.recordStarts[row]));
        open = 0;
        for (int i = 0; i < columnCount; i++) {
          CsvGuess guess = guesses.get(i);
          if (guess.look(records.bytes(), rows, isDrawn)) open++;
          else slots[i] = -1;
        }
      }
    }
  }
}
