package io.brasa.columnar.packed;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.codec.CodedBy;
import java.util.ArrayList;
import java.util.List;

/** A batch whose columns are packed. Immutable and safe for use by many threads. */
@CodedBy(PackedForm.class)
public final class PackedBatch {
  private final int length;
  private final List<PackedColumn> columns;

  PackedBatch(int length, List<PackedColumn> columns) {
    this.length = length;
    this.columns = List.copyOf(columns);
  }

  /** How many rows there are. */
  public int length() {
    return length;
  }

  List<PackedColumn> columns() {
    return columns;
  }

  public int columnCount() {
    return columns.size();
  }

  public DataType type(int column) {
    return columns.get(column).type();
  }

  /** How many rows of a column are null. */
  public int nullCount(int column) {
    return columns.get(column).nullCount();
  }

  /** The rows of a column. */
  public Vector column(int index) {
    return column(index, null);
  }

  /**
   * @param among the rows that are looked at, others may be anything; null for all
   */
  Vector column(int index, Selection among) {
    return columns.get(index).vector(length, among);
  }

  /** All columns, unpacked. */
  public Batch unpack() {
    List<Vector> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) all.add(column(i));
    return Batch.of(length, all);
  }

  /** Heap bytes held. */
  public long sizeBytes() {
    long bytes = 48 + 8L * columns.size();
    for (PackedColumn column : columns) bytes += column.sizeBytes();
    return bytes;
  }
}
