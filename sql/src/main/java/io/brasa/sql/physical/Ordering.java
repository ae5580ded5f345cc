package io.brasa.sql.physical;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.SortKey;
import java.util.ArrayList;
import java.util.List;

/** In which order the rows of each partition of a plan come, whatever happens when it is run. */
final class Ordering {
  private Ordering() {}

  /** Whether rows come in an order. */
  static boolean isBy(PhysicalPlan plan, List<SortKey> keys) {
    List<SortKey> by = of(plan);
    return keys.size() <= by.size() && by.subList(0, keys.size()).equals(keys);
  }

  /** The order of rows in each partition; empty if nothing is promised. */
  static List<SortKey> of(PhysicalPlan plan) {
    return switch (plan) {
      case SortRows sort -> sort.keys();
      case TopRows top -> top.keys();
      case FilterRows _, WindowRows _, LimitRows _ -> of(plan.children().getFirst());
      case ProjectRows project -> renamed(of(project.child()), project.expressions());
      case MergeJoin join -> of(join);
      default -> List.of();
    };
  }

  /** Pairs come in the order of the keys, probing rows by themselves as they were. */
  private static List<SortKey> of(MergeJoin join) {
    return switch (join.kind()) {
      case INNER -> join.probeKeys();
      case PROBE_SEMI, PROBE_ANTI -> of(join.probe());
      case PROBE_OUTER,
          BUILD_OUTER,
          FULL_OUTER,
          NULL_AWARE_ANTI,
          MARK,
          SINGLE,
          BUILD_SEMI,
          BUILD_ANTI ->
          List.of();
    };
  }

  /** As many of the first keys as are among columns. */
  private static List<SortKey> renamed(List<SortKey> by, List<Expression> columns) {
    List<SortKey> renamed = new ArrayList<>();
    for (SortKey key : by) {
      int place = columns.indexOf(key.expression());
      if (place < 0) break;
      Expression before = key.expression();
      renamed.add(key.with(new Input(place, before.type(), before.nullable())));
    }
    return renamed;
  }
}
