package io.brasa.sql;

import io.brasa.sql.catalog.Buckets;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.optimize.Bucketing;
import java.util.ArrayList;
import java.util.List;

/** Divides rows among buckets before they are written: partition {@code n} is bucket {@code n}. */
final class BucketedWrites {
  private BucketedWrites() {}

  /** Where the columns of buckets are in files. */
  static Bucketing places(TableDefinition definition, Buckets buckets) {
    return new Bucketing(
        buckets.count(), buckets.columns().stream().map(name -> place(definition, name)).toList());
  }

  private static int place(TableDefinition definition, String name) {
    TableColumn column = definition.column(name).orElseThrow();
    return definition.storedColumns().indexOf(column);
  }

  /**
   * The rows as they are to be written.
   *
   * @param rows with columns as files have them
   */
  static LogicalPlan divided(TableDefinition definition, LogicalPlan rows) {
    if (definition.buckets().isEmpty()) return rows;
    Buckets buckets = definition.buckets().get();
    LogicalPlan divided =
        new Repartition(buckets.count(), columns(definition, buckets.columns(), rows), true, rows);
    if (buckets.sorting().isEmpty()) return divided;
    List<SortKey> keys = new ArrayList<>();
    for (Expression key : columns(definition, definition.partitioning(), rows))
      keys.add(SortKey.ascending(key));
    for (Expression key : columns(definition, buckets.sorting(), rows))
      keys.add(SortKey.ascending(key));
    return new Sort(keys, false, divided);
  }

  private static List<Expression> columns(
      TableDefinition definition, List<String> names, LogicalPlan rows) {
    List<Expression> columns = new ArrayList<>();
    for (String name : names) {
      Attribute column = rows.output().get(place(definition, name));
      columns.add(column);
    }
    return columns;
  }
}
