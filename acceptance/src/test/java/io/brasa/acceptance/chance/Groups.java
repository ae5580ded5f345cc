package io.brasa.acceptance.chance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of a grouping in the making. */
final class Groups {
  private final Chance chance;
  private final Scope scope;
  private final List<String> keys = new ArrayList<>();
  private boolean hasSets;
  private boolean mayHaveEmptyGroup;

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
            case TIME -> "CAST(CAST(" + column + " AS DATE) AS TIMESTAMP_NTZ)";
            case SPAN -> "(- " + column + ")";
            case DECIMAL -> "abs(" + column + ")";
            case DOUBLE -> "(" + column + " + " + column + ")";
            case TRUTH -> "(NOT " + column + ")";
          };
    if (!keys.contains(key)) keys.add(key);
    return Optional.of(key);
  }

  /**
   * What stands behind GROUP BY, if anything.
   *
   * @param items those of the SELECT, named c0, c1 and so on: all keys are among them
   */
  String clause(List<String> items) {
    if (keys.isEmpty()) return "";
    String list = String.join(", ", keys);
    int drawn = chance.below(100);
    if (drawn < 15) {
      chance.saw("GROUP BY ALL");
      return " GROUP BY ALL";
    }
    if (drawn < 25) {
      chance.saw("GROUP BY places");
      return " GROUP BY " + String.join(", ", keys.stream().map(key -> place(key, items)).toList());
    }
    if (drawn < 70) {
      chance.saw("GROUP BY");
      return " GROUP BY " + list;
    }
    hasSets = true;
    return " GROUP BY " + sets(list);
  }

  private String place(String key, List<String> items) {
    return chance.percent(30) ? key : "" + (items.indexOf(key) + 1);
  }

  private String sets(String list) {
    String last = keys.getLast();
    String first = keys.getFirst();
    switch (chance.below(6)) {
      case 0 -> {
        chance.saw("GROUPING SETS");
        return "GROUPING SETS ((" + list + "), (" + last + "))";
      }
      case 1 -> {
        chance.saw("GROUPING SETS");
        mayHaveEmptyGroup = true;
        return "GROUPING SETS ((" + list + "), (), (" + first + "))";
      }
      case 2 -> {
        chance.saw("ROLLUP and CUBE as sets");
        mayHaveEmptyGroup = true;
        return "GROUPING SETS (ROLLUP (" + list + "), CUBE (" + last + "), (" + first + "))";
      }
      case 3 -> {
        chance.saw("ROLLUP beside keys");
        return first + ", " + chance.one("ROLLUP", "CUBE") + " (" + list + ")";
      }
      default -> {
        mayHaveEmptyGroup = true;
        return chance.seen("ROLLUP", "CUBE") + " (" + list + ")";
      }
    }
  }

  /** Which of the groupings a row is of, if there are several. */
  Optional<String> mark() {
    if (keys.isEmpty() || !hasSets) return Optional.empty();
    chance.saw("grouping");
    return Optional.of(
        keys.size() > 1 && chance.percent(50)
            ? Query.either("grouping_id", "grouping") + "(" + String.join(", ", keys) + ")"
            : "grouping(" + chance.one(keys) + ")");
  }

  List<String> keys() {
    return keys;
  }

  /** Whether all rows are a group among others, which in Spark there is only if there are rows. */
  boolean mayHaveEmptyGroup() {
    return mayHaveEmptyGroup;
  }
}
