package io.brasa.columnar.vector;

import io.brasa.runtime.codec.CodedBy;
import io.brasa.runtime.codec.ContentHashed;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Some rows as columns of equal length, of which a selection may name those that count. Immutable
 * and safe for use by many threads.
 */
@CodedBy(BatchForm.class)
public final class Batch implements ContentHashed, Serializable {
  private static final long serialVersionUID = 1L;

  /** How many rows operators put into a batch when nothing else decides. */
  public static final int ROWS = 4096;

  private final int length;
  private final List<Vector> columns;
  private final Selection selection;

  private Batch(int length, List<Vector> columns, Selection selection) {
    this.length = length;
    this.columns = columns;
    this.selection = selection;
  }

  /** Rows that all count. */
  public static Batch of(int length, List<? extends Vector> columns) {
    for (Vector column : columns) {
      if (column.length() != length)
        throw new IllegalArgumentException(
            "a column of " + column.length() + " rows in a batch of " + length);
    }
    return new Batch(length, List.copyOf(columns), null);
  }

  /** The same columns with another selection: of their rows, not of those selected now. */
  public Batch selecting(Selection rows) {
    return new Batch(length, columns, rows);
  }

  /** Other columns of the same length under the same selection. */
  public Batch with(List<? extends Vector> others) {
    for (Vector column : others) {
      if (column.length() != length)
        throw new IllegalArgumentException(
            "a column of " + column.length() + " rows in a batch of " + length);
    }
    return new Batch(length, List.copyOf(others), selection);
  }

  /** The length of the columns, rows that do not count included. */
  public int length() {
    return length;
  }

  /** How many rows count. */
  public int rowCount() {
    return selection == null ? length : selection.count();
  }

  public List<Vector> columns() {
    return columns;
  }

  public Vector column(int index) {
    return columns.get(index);
  }

  /** The rows that count; empty when all do. */
  public Optional<Selection> selection() {
    return Optional.ofNullable(selection);
  }

  /** The rows that count, and only they, as a batch without selection. */
  public Batch dense() {
    if (selection == null) return this;
    int count = selection.count();
    return new Batch(count, List.copyOf(Vectors.take(columns, selection.rows(), count)), null);
  }

  /** Of the rows that count, in their order. */
  @Override
  public long contentHash() {
    return BatchHash.of(this);
  }

  /** Heap bytes held; arrays shared by several columns count for each. */
  public long sizeBytes() {
    long bytes = 64 + (selection == null ? 0 : 4L * selection.rows().length);
    for (Vector column : columns) bytes += column.sizeBytes();
    return bytes;
  }
}
