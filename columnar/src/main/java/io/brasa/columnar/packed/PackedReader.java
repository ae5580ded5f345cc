package io.brasa.columnar.packed;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads packed batches: those that by the ranges of their columns cannot have a row wanted are
 * passed over, columns that decide are unpacked first, and others where rows are left. Gives only
 * rows for which all row filters hold. Belongs to one thread.
 */
public final class PackedReader implements BatchReader {
  private final Iterator<PackedBatch> batches;
  private final ScanRequest request;
  private final Skipping skipping;
  private long readCount;
  private long skippedCount;

  /**
   * @param types of the batches' columns
   */
  public PackedReader(Iterator<PackedBatch> batches, ScanRequest request, List<DataType> types) {
    this.batches = batches;
    this.request = request;
    this.skipping = new Skipping(request.filters(), types);
  }

  /** How many batches were looked into. */
  public long readCount() {
    return readCount;
  }

  /** How many batches were passed over. */
  public long skippedCount() {
    return skippedCount;
  }

  @Override
  public Batch next() {
    while (batches.hasNext()) {
      PackedBatch packed = batches.next();
      if (packed.length() == 0) continue;
      if (!skipping.mayHold(packed)) {
        skippedCount++;
        continue;
      }
      readCount++;
      Batch rows = read(packed);
      if (rows != null) return rows;
    }
    return null;
  }

  /** Null if no row is left. */
  private Batch read(PackedBatch packed) {
    Vector[] known = new Vector[packed.columnCount()];
    Selection among = null;
    for (RowFilter filter : request.rowFilters()) {
      among =
          filter.select(columns(packed, filter.columns(), among, known), packed.length(), among);
      if (among.count() == 0) return null;
      if (among.count() == packed.length()) among = null;
    }
    Batch rows = Batch.of(packed.length(), columns(packed, request.columns(), among, known));
    return among == null ? rows : rows.selecting(among);
  }

  /** Columns that were unpacked for more rows serve for fewer. */
  private static List<Vector> columns(
      PackedBatch packed, List<Integer> places, Selection among, Vector[] known) {
    List<Vector> columns = new ArrayList<>(places.size());
    for (int place : places) {
      if (known[place] == null) known[place] = packed.column(place, among);
      columns.add(known[place]);
    }
    return columns;
  }

  @Override
  public void close() {
    // whoever opened the batches closes them
  }
}
