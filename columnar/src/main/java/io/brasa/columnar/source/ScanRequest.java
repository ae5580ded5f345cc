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
 * @param rowFilters decide row by row by what they say they need; a source that can reads the
 *     columns of the first one first, those of the next where rows are left, and others where rows
 *     are left in the end. May be ignored
 */
public record ScanRequest(
    List<Integer> columns, List<ColumnFilter> filters, List<RowFilter> rowFilters)
    implements Serializable {
  public ScanRequest {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
    rowFilters = List.copyOf(rowFilters);
  }

  public ScanRequest(
      List<Integer> columns, List<ColumnFilter> filters, Optional<RowFilter> rowFilter) {
    this(columns, filters, rowFilter.map(List::of).orElse(List.of()));
  }

  /** All rows of some columns. */
  public static ScanRequest of(List<Integer> columns) {
    return new ScanRequest(columns, List.of(), List.of());
  }
}
