package io.brasa.connectors.parquet.prune;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.schema.Shape;
import java.util.List;

/** Leaves row groups out by what the footer says of their columns. */
public final class GroupPruning {
  private GroupPruning() {}

  /** False only if no row of the group matches all filters. */
  public static boolean mayMatch(List<ColumnFilter> filters, List<Shape> shapes, RowGroup group) {
    for (ColumnFilter filter : filters) {
      boolean may =
          switch (shapes.get(filter.column())) {
            case Shape.Leaf leaf when leaf.isFlat() ->
                Knowledge.of(
                        leaf,
                        group.columns().get(leaf.node().leaf()).statistics(),
                        group.rowCount())
                    .mayMatch(filter);
            case Shape.Missing missing ->
                Knowledge.nothing(missing.type(), group.rowCount()).mayMatch(filter);
            default -> true;
          };
      if (!may) return false;
    }
    return true;
  }
}
