package io.brasa.columnar.source;

import io.brasa.columnar.type.StructType;
import java.io.Serializable;
import java.util.List;

/**
 * A table that can be read in pieces. A value: it travels to tasks, and equal sources give equal
 * rows as long as what they read does not change. Thread-safe.
 */
public interface Source extends Serializable {
  /** Named in plans and errors: {@code parquet /data/lineitem}. */
  String description();

  /** All columns that there are. */
  StructType schema();

  /**
   * The pieces that hold all rows wanted, and perhaps others; called on the driver. In an order
   * that is the same whenever nothing has changed.
   */
  List<? extends Split> splits(ScanRequest request, SourceContext context);

  /**
   * Opens a piece in a task. Batches have the columns of {@link ScanRequest#columns} in that order.
   * Filters are hints: rows that do not match may come too.
   */
  BatchReader open(Split split, ScanRequest request, SourceContext context);
}
