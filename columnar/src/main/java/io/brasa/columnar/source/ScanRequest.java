package io.brasa.columnar.source;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a query needs of a source.
 *
 * @param columns places in the source's schema, in the order wanted; perhaps none, when only rows
 *     are counted
 * @param filters all of which hold for every row that matters; each may be ignored
 * @param rowFilter decides row by row by what it says it needs; a source that can reads these
 *     columns first, and others only where rows are left. May be ignored
 */
public record ScanRequest(
    List<Integer> columns, List<ColumnFilter> filters, Optional<RowFilter> rowFilter)
    implements Serializable {
  public ScanRequest {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
  }

  /** All rows of some columns. */
  public static ScanRequest of(List<Integer> columns) {
    return new ScanRequest(columns, List.of(), Optional.empty());
  }
}
