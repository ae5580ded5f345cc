package io.brasa.sql.logical;

import io.brasa.runtime.error.Check;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import java.util.HashSet;
import java.util.Set;

/** Whether a plan is one: what the package promises of attributes. */
public final class PlanCheck {
  private PlanCheck() {}

  /** Fails with {@code INVARIANT_BROKEN}, showing the node, if the plan breaks a promise. */
  public static void check(LogicalPlan plan) {
    check(plan, Set.of());
  }

  private static void check(LogicalPlan plan, Set<Long> outside) {
    Set<Long> visible = new HashSet<>(outside);
    Set<Long> own = new HashSet<>();
    for (LogicalPlan child : plan.children()) {
      boolean seesLeft = plan instanceof Join join && join.isDependent() && child == join.right();
      check(child, seesLeft ? visible : outside);
      for (Attribute a : child.output()) {
        boolean isNew = own.add(a.id());
        Check.that(isNew || !(plan instanceof Join), "sides of a join make different columns", a);
        visible.add(a.id());
      }
    }
    if (plan instanceof Scan scan) {
      for (Attribute a : scan.output()) visible.add(a.id());
    }
    for (Expression expression : plan.expressions()) check(expression, visible, plan);
  }

  private static void check(Expression expression, Set<Long> visible, LogicalPlan plan) {
    if (expression instanceof Attribute a)
      Check.that(visible.contains(a.id()), a + " is made below " + PlanText.line(plan), expression);
    if (expression instanceof SubqueryExpression query) check(LogicalPlan.of(query), visible);
    for (Expression child : expression.children()) check(child, visible, plan);
  }
}
