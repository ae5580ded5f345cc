package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.logical.LogicalPlan;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which columns expressions and plans use, and other things said of expressions. */
final class Uses {
  private Uses() {}

  /** The columns that an expression uses; of sub-queries in it those from outside of them. */
  static Set<Attribute> of(Expression expression) {
    Set<Attribute> used = new LinkedHashSet<>();
    collect(expression, used);
    return used;
  }

  static Set<Attribute> of(Collection<? extends Expression> expressions) {
    Set<Attribute> used = new LinkedHashSet<>();
    for (Expression expression : expressions) collect(expression, used);
    return used;
  }

  private static void collect(Expression expression, Set<Attribute> used) {
    if (expression instanceof Attribute attribute) used.add(attribute);
    if (expression instanceof SubqueryExpression query) used.addAll(free(LogicalPlan.of(query)));
    for (Expression child : expression.children()) collect(child, used);
  }

  /** The columns that a plan uses but does not make: those of queries outside. */
  static Set<Attribute> free(LogicalPlan plan) {
    Set<Attribute> used = new LinkedHashSet<>();
    Set<Attribute> made = new HashSet<>();
    collect(plan, used, made);
    used.removeAll(made);
    return used;
  }

  private static void collect(LogicalPlan plan, Set<Attribute> used, Set<Attribute> made) {
    for (Expression expression : plan.expressions()) collect(expression, used);
    for (LogicalPlan child : plan.children()) collect(child, used, made);
    made.addAll(plan.output());
  }

  /** Whether an expression uses no other columns than these. */
  static boolean within(Expression expression, Collection<Attribute> columns) {
    return columns.containsAll(of(expression));
  }

  static boolean hasSubquery(Expression expression) {
    return expression instanceof SubqueryExpression
        || expression.children().stream().anyMatch(Uses::hasSubquery);
  }

  /** Whether it must be asked of the rows that reach it where it stands, and of no others. */
  static boolean isPinned(Expression expression) {
    return expression instanceof UserCall call
            && call.function().body() instanceof UserFunction.OfColumns
        || expression.children().stream().anyMatch(Uses::isPinned);
  }

  /** Whether equal rows give equal values. */
  static boolean isDeterministic(Expression expression) {
    boolean isSteady =
        switch (expression) {
          case Call call ->
              !(BuiltInFunctions.registry().find(call.function()).orElse(null)
                      instanceof Function.Scalar scalar)
                  || scalar.isDeterministic();
          case UserCall call -> call.function().isDeterministic();
          default -> true;
        };
    return isSteady && expression.children().stream().allMatch(Uses::isDeterministic);
  }
}
