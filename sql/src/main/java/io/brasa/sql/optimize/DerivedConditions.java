package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Or;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an OR over both sides of a join says of each side alone is asked of that side too: {@code (a
 * = 1 AND b = 2) OR (a = 2 AND b = 1)} allows no other a than 1 and 2. To run once, before
 * conditions are pushed down.
 */
final class DerivedConditions implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(node -> node instanceof Join join ? derived(join) : node);
  }

  private static LogicalPlan derived(Join join) {
    if (join.type() != JoinType.INNER && join.type() != JoinType.LEFT_SEMI) return join;
    Set<Expression> all = new LinkedHashSet<>(Conjuncts.of(join.condition()));
    int before = all.size();
    for (Expression conjunct : List.copyOf(all)) {
      if (!(conjunct instanceof Or or) || !Uses.isDeterministic(or)) continue;
      of(or, join.left().output()).ifPresent(all::add);
      of(or, join.right().output()).ifPresent(all::add);
    }
    if (all.size() == before) return join;
    return join.with(join.left(), join.right(), join.type(), Conjuncts.join(all));
  }

  /** What follows for some columns, if each case says something of them. */
  private static Optional<Expression> of(Or or, Collection<Attribute> columns) {
    if (Uses.within(or, columns)) return Optional.empty();
    List<Expression> cases = new ArrayList<>();
    for (Expression disjunct : Conjuncts.disjuncts(or)) {
      List<Expression> own =
          Conjuncts.of(disjunct).stream()
              .filter(c -> !Uses.of(c).isEmpty() && Uses.within(c, columns))
              .toList();
      if (own.isEmpty()) return Optional.empty();
      cases.add(Conjuncts.join(own).orElseThrow());
    }
    return Conjuncts.joinOr(new LinkedHashSet<>(cases));
  }
}
