package io.brasa.sql.optimize;

import io.brasa.sql.expression.AggregateCall;
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
import java.util.Set;

/** Orders that nobody sees are not made: below joins, groupings, other sorts. */
final class RedundantSorts implements Rule {
  /** Aggregates that give the same in any order. */
  private static final Set<String> ORDERLESS =
      Set.of("count", "min", "max", "sum", "avg", "count_if", "bool_and", "bool_or", "every");

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return kept(plan, true);
  }

  private static LogicalPlan kept(LogicalPlan plan, boolean isOrderSeen) {
    return switch (plan) {
      case Sort sort when !isOrderSeen -> kept(sort.child(), false);
      case Sort sort -> sort.mapChildren(child -> kept(child, !sort.isGlobal()));
      case Project _, Filter _ -> plan.mapChildren(child -> kept(child, isOrderSeen));
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
