package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Expressions put in the place of columns. */
record Substitution(Map<Attribute, Expression> by) {
  /** Each column replaced by what it is computed from. */
  static Substitution of(Collection<Named> columns) {
    Map<Attribute, Expression> by = new HashMap<>();
    for (Named column : columns) {
      if (!column.isPassedOn()) by.put(column.attribute(), column.expression());
    }
    return new Substitution(by);
  }

  /** Each column replaced by the one in its place in the other list. */
  static Substitution of(List<Attribute> from, List<Attribute> to) {
    Map<Attribute, Expression> by = new HashMap<>();
    for (int i = 0; i < from.size(); i++) by.put(from.get(i), to.get(i));
    return new Substitution(by);
  }

  Expression apply(Expression expression) {
    if (by.isEmpty()) return expression;
    return expression.transformUp(
        e ->
            switch (e) {
              case Attribute attribute -> by.getOrDefault(attribute, attribute);
              case SubqueryExpression query -> query.withPlan(apply(query.plan()));
              default -> e;
            });
  }

  List<Expression> apply(List<Expression> expressions) {
    return expressions.stream().map(this::apply).toList();
  }

  /** In all expressions of a plan. */
  LogicalPlan apply(LogicalPlan plan) {
    if (by.isEmpty()) return plan;
    return plan.transformUp(node -> node.mapExpressions(this::apply));
  }

  List<Named> named(List<Named> columns) {
    List<Named> applied = new ArrayList<>();
    for (Named column : columns)
      applied.add(new Named(apply(column.expression()), column.attribute()));
    return applied;
  }
}
