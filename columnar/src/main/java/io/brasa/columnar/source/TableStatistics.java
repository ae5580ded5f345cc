package io.brasa.columnar.source;

import java.util.Map;

/**
 * What is known of a table; estimates unless said otherwise.
 *
 * @param rowCount exact, or the best guess
 * @param sizeBytes when all columns are read
 * @param columns by place in the schema; places may be missing
 */
public record TableStatistics(
    long rowCount, long sizeBytes, Map<Integer, ColumnStatistics> columns) {
  public TableStatistics {
    columns = Map.copyOf(columns);
  }
}
