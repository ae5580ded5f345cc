package io.brasa.sql.optimize;

import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys of groupings that the other keys determine are carried along as the first value of each
 * group: rows are then hashed and compared by fewer columns. Only where {@link Dependencies} prove
 * it.
 */
final class CarriedKeys implements Rule {
  private final AttributeIds ids;

  CarriedKeys(OptimizerContext context) {
    this.ids = context.ids();
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(
        node -> node instanceof Aggregate aggregate ? carried(aggregate) : node);
  }

  private LogicalPlan carried(Aggregate aggregate) {
    List<Named> keys = new ArrayList<>(aggregate.keys());
    if (keys.size() < 2 || !keys.stream().allMatch(key -> key.expression() instanceof Attribute))
      return aggregate;
    Dependencies dependencies = Dependencies.of(aggregate.child());
    List<Named> carried = new ArrayList<>();
    for (int i = keys.size() - 1; i >= 0 && keys.size() > 1; i--) {
      Named key = keys.remove(i);
      List<Attribute> others = keys.stream().map(each -> (Attribute) each.expression()).toList();
      if (dependencies.determine(others, (Attribute) key.expression())) carried.add(key);
      else keys.add(i, key);
    }
    return carried.isEmpty() ? aggregate : over(aggregate, keys, carried);
  }

  private LogicalPlan over(Aggregate aggregate, List<Named> keys, List<Named> carried) {
    List<Named> aggregates = new ArrayList<>(aggregate.aggregates());
    List<Named> output = new ArrayList<>();
    for (Named key : aggregate.keys()) {
      if (!carried.contains(key)) {
        output.add(Named.of(key.attribute()));
        continue;
      }
      AggregateCall first = first((Attribute) key.expression());
      Attribute value = ids.attribute(key.attribute().name(), first);
      aggregates.add(new Named(first, value));
      output.add(new Named(value, key.attribute()));
    }
    for (Named column : aggregate.aggregates()) output.add(Named.of(column.attribute()));
    return new Project(output, new Aggregate(keys, aggregates, aggregate.child()));
  }

  private static AggregateCall first(Attribute column) {
    return new AggregateCall(
        "first",
        List.of(column),
        false,
        Optional.empty(),
        List.of(),
        column.type(),
        column.nullable());
  }
}
