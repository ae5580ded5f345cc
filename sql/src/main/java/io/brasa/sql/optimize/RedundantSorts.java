package io.brasa.sql.optimize;

import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import io.brasa.sql.logical.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Orders that nobody sees are not made: below joins, groupings, other sorts. Those within
 * partitions stay below a join that goes along both of its inputs in that order.
 */
final class RedundantSorts implements Rule {
  /** Aggregates that give the same in any order. */
  private static final Set<String> ORDERLESS =
      Set.of("count", "min", "max", "sum", "avg", "count_if", "bool_and", "bool_or", "every");

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return kept(plan, true);
  }

  /** Whether both sides are divided and sorted within partitions by the keys of the join. */
  private static boolean isMerged(Join join) {
    List<Attribute> left = new ArrayList<>();
    List<Attribute> right = new ArrayList<>();
    for (Expression conjunct : Conjuncts.of(join.condition())) {
      if (!(conjunct instanceof Comparison(Operator operator, Attribute a, Attribute b))) continue;
      if (operator != Operator.EQUAL && operator != Operator.NULL_SAFE_EQUAL) continue;
      boolean isFirstLeft = join.left().output().contains(a);
      left.add(isFirstLeft ? a : b);
      right.add(isFirstLeft ? b : a);
    }
    return !left.isEmpty() && isSorted(join.left(), left) && isSorted(join.right(), right);
  }

  private static boolean isSorted(LogicalPlan plan, List<Attribute> keys) {
    return switch (plan) {
      case Project _, Filter _ -> isSorted(plan.children().getFirst(), keys);
      case Sort sort ->
          !sort.isGlobal()
              && sort.child() instanceof Repartition repartition
              && !repartition.keys().isEmpty()
              && sort.keys().size() >= keys.size()
              && sort.keys().subList(0, keys.size()).stream()
                  .allMatch(key -> keys.contains(key.expression()));
      default -> false;
    };
  }

  private static LogicalPlan kept(LogicalPlan plan, boolean isOrderSeen) {
    return switch (plan) {
      case Sort sort when !isOrderSeen -> kept(sort.child(), false);
      case Sort sort -> sort.mapChildren(child -> kept(child, !sort.isGlobal()));
      case Project _, Filter _ -> plan.mapChildren(child -> kept(child, isOrderSeen));
      case Join join when isMerged(join) -> plan.mapChildren(child -> kept(child, true));
      case Join _, SetDifference _, Window _ -> plan.mapChildren(child -> kept(child, false));
      case Union _ -> plan.mapChildren(child -> kept(child, isOrderSeen));
      case Repartition repartition ->
          plan.mapChildren(child -> kept(child, isOrderSeen && !repartition.isShuffling()));
      case Aggregate aggregate -> {
        boolean isOrderless =
            aggregate.aggregates().stream()
                .allMatch(
                    a ->
                        a.expression() instanceof AggregateCall call
                            && ORDERLESS.contains(call.function()));
        yield plan.mapChildren(child -> kept(child, !isOrderless));
      }
      default -> plan.mapChildren(child -> kept(child, true));
    };
  }
}
