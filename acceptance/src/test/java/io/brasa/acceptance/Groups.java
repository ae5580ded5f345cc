package io.brasa.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of a grouping in the making. */
final class Groups {
  private final Chance chance;
  private final Scope scope;
  private final List<String> keys = new ArrayList<>();
  private boolean hasSums;

  Groups(Chance chance, Scope scope) {
    this.chance = chance;
    this.scope = scope;
  }

  /** Another key; never a constant, which would be taken for the place of a column. */
  Optional<String> key(Kind kind) {
    List<Scope.Column> columns = scope.of(kind);
    if (columns.isEmpty()) return Optional.empty();
    String column = chance.one(columns).name();
    String key = column;
    if (chance.percent(30))
      key =
          switch (kind) {
            case INT -> "(" + column + " % 3)";
            case TEXT -> "substring(" + column + ", 1, 1)";
            case DATE -> "CAST(date_trunc('year', " + column + ") AS DATE)";
            case DECIMAL -> "abs(" + column + ")";
            case DOUBLE -> "(" + column + " + " + column + ")";
            case TRUTH -> "(NOT " + column + ")";
          };
    if (!keys.contains(key)) keys.add(key);
    return Optional.of(key);
  }

  /** What stands behind GROUP BY, if anything. */
  String clause() {
    if (keys.isEmpty()) return "";
    String list = String.join(", ", keys);
    if (chance.percent(75)) {
      chance.saw("GROUP BY");
      return " GROUP BY " + list;
    }
    String kind = chance.seen("ROLLUP", "CUBE", "GROUPING SETS");
    hasSums = !kind.equals("GROUPING SETS");
    return kind.equals("GROUPING SETS")
        ? " GROUP BY GROUPING SETS ((" + list + "), (" + keys.getLast() + "))"
        : " GROUP BY " + kind + " (" + list + ")";
  }

  /** Whether all rows are a group among others, which in Spark there is only if there are rows. */
  boolean mayHaveEmptyGroup() {
    return hasSums;
  }
}
