package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.analysis.Asked;
import io.brasa.sql.analysis.Tpch;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanCheck;
import io.brasa.sql.logical.PlanText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestSubqueryUnnesting {
  private final Asked asked =
      new Asked()
          .tpch()
          .table("e", "id INT NOT NULL, dept STRING, salary DECIMAL(10,2), boss INT")
          .table("t", "a INT, b STRING, c DECIMAL(10,2)");

  private LogicalPlan unnested(String query) {
    LogicalPlan plan = asked.plan(query);
    OptimizerContext context =
        new OptimizerContext(asked.context().settings(), asked.ids(), KnownTables.NONE);
    LogicalPlan unnested = new SubqueryUnnesting(context).apply(plan);
    PlanCheck.check(unnested);
    org.junit.jupiter.api.Assertions.assertEquals(plan.output(), unnested.output());
    checkFlat(unnested);
    return unnested;
  }

  private static void checkFlat(LogicalPlan plan) {
    for (Expression e : plan.expressions())
      assertFalse(Uses.hasSubquery(e), () -> PlanText.of(plan));
    if (plan instanceof Join join) assertFalse(join.isDependent(), () -> PlanText.of(plan));
    for (LogicalPlan child : plan.children()) checkFlat(child);
  }

  /** Joins are ordered with it as with any relation, and it fails if there are more. */
  @Test
  void aValueIsARelationOfOneRow() {
    LogicalPlan plan = unnested("SELECT id FROM e WHERE dept = (SELECT b FROM t WHERE a = 1)");
    String text = PlanText.of(plan);
    assertTrue(text.contains("Join LEFT_SINGLE"), text);
    assertTrue(text.contains("Join INNER"), text);
    assertTrue(text.indexOf("Join INNER") < text.indexOf("Join LEFT_SINGLE"), text);
    assertTrue(text.indexOf("Join LEFT_SINGLE") < text.indexOf("OneRow"), text);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void queriesOfTpchAreUnnested(int number) {
    unnested(Tpch.query(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM e WHERE salary > (SELECT avg(salary) FROM e f WHERE f.dept = e.dept)",
        "SELECT id, (SELECT count(*) FROM t WHERE a = id) FROM e",
        "SELECT id, (SELECT count(*) FROM t WHERE a < id) FROM e",
        "SELECT id, (SELECT max(b) FROM t WHERE a = id OR c > salary) FROM e",
        "SELECT id FROM e WHERE EXISTS (SELECT * FROM t WHERE a = id) OR dept IN (SELECT b FROM t)",
        "SELECT id FROM e WHERE dept NOT IN (SELECT b FROM t WHERE a = id)",
        "SELECT id FROM e WHERE salary >= ALL (SELECT c FROM t WHERE b = dept)",
        "SELECT id FROM e WHERE salary = ANY (SELECT max(c) FROM t GROUP BY b HAVING count(*) > id)",
        "SELECT id, (SELECT b FROM t WHERE a = id ORDER BY c LIMIT 1) FROM e",
        "SELECT id FROM e WHERE EXISTS (SELECT a FROM t WHERE a = id UNION ALL SELECT id FROM t)",
        "SELECT id FROM e WHERE id IN (SELECT a FROM t WHERE b = dept INTERSECT SELECT 1)",
        "SELECT id, x.m FROM e, LATERAL (SELECT max(c) AS m FROM t WHERE a = id) x",
        "SELECT id, x.c FROM e LEFT JOIN LATERAL (SELECT c FROM t WHERE a = id) x ON true",
        "SELECT id FROM e WHERE EXISTS (SELECT * FROM t WHERE a = id AND EXISTS (SELECT * FROM t u"
            + " WHERE u.a = t.a AND u.b = e.dept))",
        "SELECT id FROM e WHERE 1 = (SELECT count(*) FROM t WHERE a = id AND c > (SELECT avg(c) FROM"
            + " t v WHERE v.b = e.dept))",
        "SELECT id, (SELECT sum(c) OVER (ORDER BY a) FROM t WHERE b = dept LIMIT 1) FROM e",
        "SELECT e.id FROM e JOIN t ON e.id = t.a AND t.c > (SELECT avg(c) FROM t)",
        "SELECT e.id FROM e LEFT JOIN t ON e.id = t.a AND EXISTS (SELECT * FROM t u WHERE u.b ="
            + " t.b)",
        "SELECT dept, (SELECT max(c) FROM t WHERE b = dept) FROM e GROUP BY dept ORDER BY (SELECT 1)",
        "SELECT (SELECT count(*) FROM t WHERE a = id HAVING count(*) > 2) FROM e"
      })
  void subqueriesOfAllFormsAreUnnested(String query) {
    unnested(query);
  }

  @Test
  void countsOfNothingStayZero() {
    String plan = PlanText.of(unnested("SELECT id, (SELECT count(*) FROM t WHERE a = id) FROM e"));
    org.junit.jupiter.api.Assertions.assertTrue(plan.contains("IS NULL THEN 0"), plan);
  }
}
