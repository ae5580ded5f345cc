package io.brasa.sql.execute;

import static java.util.Objects.requireNonNull;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.type.DataType;
import io.brasa.core.shared.Broadcast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.keyfilter.KeyFilter;
import io.brasa.sql.keyfilter.KeySample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a column of a scan must be among, as a join has told.
 *
 * @param column the place in the source's schema
 */
record ScanKeys(int column, Broadcast<KeyFilter> keys) implements Serializable {
  ScanKeys {
    requireNonNull(keys);
  }

  /** The filters of a scan's rows, those by keys first; for one reader. */
  static List<RowFilter> rowFilters(
      List<ScanKeys> keys,
      Optional<Expression> condition,
      List<Integer> columns,
      EvaluationSettings evaluation) {
    List<RowFilter> filters = new ArrayList<>();
    for (ScanKeys each : keys) filters.add(new KeyRowFilter(each.column(), each.keys().value()));
    condition.ifPresent(c -> filters.add(new CompiledRowFilter(c, columns, evaluation)));
    return filters;
  }

  /**
   * What a source can compare with what it knows of its pieces.
   *
   * @param type the column's
   */
  List<ColumnFilter> bounds(DataType type) {
    KeyFilter filter = keys.value();
    if (filter.isEmpty()) return List.of(new ColumnFilter.In(column, List.of()));
    long[] bounds = filter.bounds();
    if (bounds.length == 0) return List.of();
    return List.of(
        new ColumnFilter.Compare(
            column, ColumnFilter.Comparison.GREATER_OR_EQUAL, KeySample.value(type, bounds[0])),
        new ColumnFilter.Compare(
            column, ColumnFilter.Comparison.LESS_OR_EQUAL, KeySample.value(type, bounds[1])));
  }
}
