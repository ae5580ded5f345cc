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

  private static List<SortKey> of(PhysicalPlan plan) {
    return switch (plan) {
      case SortRows sort -> sort.keys();
      case TopRows top -> top.keys();
      case FilterRows _, WindowRows _, LimitRows _ -> of(plan.children().getFirst());
      case ProjectRows project -> renamed(of(project.child()), project.expressions());
      default -> List.of();
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
