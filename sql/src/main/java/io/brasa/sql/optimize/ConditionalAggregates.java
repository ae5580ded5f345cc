package io.brasa.sql.optimize;

import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Aggregates that pass over nulls and are given a value only where a condition holds look at these
 * rows alone: {@code sum(CASE WHEN c THEN x END)} is {@code sum(x) FILTER (WHERE c)}. No column of
 * values and nulls is put together for them.
 */
final class ConditionalAggregates implements Rule {
  private static final Set<String> PASSING_OVER_NULLS = Set.of("sum", "avg", "count", "min", "max");

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(node -> node instanceof Aggregate a ? filtered(a) : node);
  }

  private static LogicalPlan filtered(Aggregate aggregate) {
    List<Named> changed = new ArrayList<>();
    for (Named each : aggregate.aggregates())
      changed.add(
          each.expression() instanceof AggregateCall call
              ? new Named(filtered(call), each.attribute())
              : each);
    return changed.equals(aggregate.aggregates())
        ? aggregate
        : new Aggregate(aggregate.keys(), changed, aggregate.child());
  }

  private static AggregateCall filtered(AggregateCall call) {
    boolean passesOverNulls =
        PASSING_OVER_NULLS.contains(call.function())
            && call.user().isEmpty()
            && !call.isDistinct()
            && call.order().isEmpty();
    if (!passesOverNulls
        || call.arguments().size() != 1
        || !(call.arguments().getFirst() instanceof Case branches)
        || branches.branches().size() != 1
        || !(branches.otherwise() instanceof Literal otherwise && otherwise.isNull())) return call;
    Case.Branch only = branches.branches().getFirst();
    Expression condition =
        call.filter()
            .<Expression>map(filter -> new And(filter, only.condition()))
            .orElse(only.condition());
    return new AggregateCall(
        call.function(),
        List.of(only.result()),
        false,
        Optional.of(condition),
        List.of(),
        call.type(),
        call.nullable());
  }
}
