package io.brasa.sql;

import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.optimize.Determinism;
import io.brasa.sql.syntax.Origin;

/**
 * Statements that change rows ask more than once which ones: for the files that have such rows, for
 * each column of a row. Where chance decides that, rows would be changed by half.
 */
final class SteadyRows {
  private SteadyRows() {}

  /**
   * Fails with {@code SQL_UNSUPPORTED} if what a plan gives may be something else the next time.
   *
   * @param statement as people call it
   */
  static void require(LogicalPlan plan, String statement, Origin origin) {
    if (plan instanceof Sample) throw byChance(statement, origin);
    for (Expression expression : plan.expressions()) {
      if (!Determinism.holds(expression)) throw byChance(statement, origin);
      requireWithin(expression, statement, origin);
    }
    for (LogicalPlan child : plan.children()) require(child, statement, origin);
  }

  private static void requireWithin(Expression expression, String statement, Origin origin) {
    if (expression instanceof SubqueryExpression query)
      require(LogicalPlan.of(query), statement, origin);
    for (Expression child : expression.children()) requireWithin(child, statement, origin);
  }

  private static RuntimeException byChance(String statement, Origin origin) {
    return QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        origin,
        statement
            + " asks several times which rows it is about, and chance would answer otherwise each"
            + " time",
        "Write what chance decides into a table first (CREATE TABLE … AS SELECT), and ask that");
  }
}
