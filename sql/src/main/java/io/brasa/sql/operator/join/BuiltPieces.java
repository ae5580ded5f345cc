package io.brasa.sql.operator.join;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.SpillFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a join builds where the rows of one key are too many for memory: a file, read piece by piece
 * again for each probing batch. Every piece has the same rows each time. Belongs to one thread.
 */
final class BuiltPieces implements Built {
  private final SpillFile file;
  private final long pieceRows;
  private final Function<List<Batch>, BuildTable> tables;

  /** Of each piece which rows have found a partner; empty as long as nobody asks. */
  private final List<boolean[]> matched = new ArrayList<>();

  private BatchIterator reading;
  private Batch ahead;
  private int piece = -1;
  private BuildTable table;

  /**
   * @param pieceRows after so many rows a piece ends with its batch
   * @param tables makes the table of a piece
   */
  BuiltPieces(SpillFile file, long pieceRows, Function<List<Batch>, BuildTable> tables) {
    this.file = file;
    this.pieceRows = pieceRows;
    this.tables = tables;
  }

  @Override
  public BuildTable first() {
    // All that there is may be one piece: then it is read once.
    if (piece == 0 && ahead == null && table != null) return table;
    closeReading();
    reading = file.read();
    ahead = reading.next();
    piece = -1;
    return next();
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public BuildTable next() {
    table = null;
    List<Batch> batches = new ArrayList<>();
    long rows = 0;
    while (ahead != null && (rows == 0 || rows + ahead.length() <= pieceRows)) {
      batches.add(ahead);
      rows += ahead.length();
      ahead = reading.next();
    }
    piece++;
    table = tables.apply(batches);
    if (table.matched() != null && piece == matched.size()) matched.add(table.matched());
    return table;
  }

  @Override
  public boolean[] matched() {
    return matched.isEmpty() ? null : matched.get(piece);
  }

  private void closeReading() {
    if (reading != null) reading.close();
    reading = null;
  }

  @Override
  public void close() {
    closeReading();
    table = null;
    file.delete();
  }
}
