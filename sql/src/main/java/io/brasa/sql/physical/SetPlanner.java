package io.brasa.sql.physical;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.logical.SetDifference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Plans INTERSECT and EXCEPT as joins on all columns where null equals null. Where rows count as
 * often as they occur they are numbered among their equals first: the third of a side then has its
 * partner in the third of the other.
 */
record SetPlanner(PhysicalPlanner planner) {
  PhysicalPlan plan(SetDifference set) {
    PhysicalPlan left = named(planner.plan(set.left()), set.output());
    PhysicalPlan right = named(planner.plan(set.right()), set.output());
    List<Expression> all = Binding.inputs(set.output(), 0, set.output().size());
    if (!PhysicalPlanner.isSingle(left) || !PhysicalPlanner.isSingle(right)) {
      double bytes =
          Math.max(planner.sizes().bytes(set.left()), planner.sizes().bytes(set.right()));
      int targets = planner.settings().targets(bytes);
      left = PhysicalPlanner.exchanged(left, all, targets);
      right = PhysicalPlanner.exchanged(right, all, targets);
    }
    if (set.isAll()) {
      left = numbered(left, all);
      right = numbered(right, all);
    } else {
      left = distinct(left, all);
    }
    JoinKind kind = set.isIntersection() ? JoinKind.PROBE_SEMI : JoinKind.PROBE_ANTI;
    List<Expression> keys = Binding.inputs(left.output(), 0, left.output().size());
    List<Boolean> isNullSafe = Collections.nCopies(keys.size(), true);
    if (!set.isAll())
      return new HashJoin(
          left, right, kind, keys, keys, isNullSafe, Optional.empty(), left.output());
    // Numbers rise among equals, so both are in the order of all their columns.
    List<SortKey> order = keys.stream().map(SortKey::ascending).toList();
    return new ProjectRows(
        all,
        set.output(),
        new MergeJoin(
            left, right, kind, order, order, isNullSafe, Optional.empty(), left.output()));
  }

  private static PhysicalPlan named(PhysicalPlan plan, List<Attribute> output) {
    return new ProjectRows(Binding.inputs(plan.output(), 0, output.size()), output, plan);
  }

  private static PhysicalPlan distinct(PhysicalPlan plan, List<Expression> all) {
    return new AggregateRows(all, List.of(), false, false, plan.output(), plan);
  }

  private static PhysicalPlan numbered(PhysicalPlan plan, List<Expression> all) {
    List<SortKey> order = all.stream().map(SortKey::ascending).toList();
    Call number = new Call("row_number", List.of(), AtomicType.INTEGER, false);
    WindowCall call = new WindowCall(number, all, List.of(), WindowCall.Frame.WHOLE, false);
    List<Attribute> output = new ArrayList<>(plan.output());
    output.add(PhysicalPlanner.column("number", 0, number));
    return new WindowRows(List.of(call), output, new SortRows(order, plan));
  }
}
