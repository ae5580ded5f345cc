package io.brasa.sql.analysis;

import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Renewal;
import java.util.ArrayList;
import java.util.List;

/** A common table expression: analysed once, and given out with other columns each time. */
final class CommonTable {
  private final Bound table;
  private boolean isUsed;

  CommonTable(Bound table) {
    this.table = table;
  }

  boolean isUsed() {
    return isUsed;
  }

  /** The table for one of the places that name it. */
  Bound use(AnalysisContext context) {
    if (!isUsed) {
      isUsed = true;
      return table;
    }
    Renewal renewal = new Renewal(context.ids());
    LogicalPlan plan = renewal.of(table.plan());
    List<Column> columns = new ArrayList<>();
    for (Column column : table.scope().columns())
      columns.add(
          Column.of(column.qualifier(), renewal.of(column.attribute())).named(column.name()));
    List<FileFacts> files = table.scope().files();
    return new Bound(
        plan, new Scope(columns, files.stream().map(f -> f.map(renewal::of)).toList()));
  }
}
