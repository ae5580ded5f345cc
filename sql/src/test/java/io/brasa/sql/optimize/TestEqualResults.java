package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.analysis.Asked;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanCheck;
import io.brasa.sql.logical.PlanText;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each query gives before and after all rules the same rows, on small tables full of nulls. */
final class TestEqualResults {
  private static final int ROUNDS = Integer.getInteger("brasa.rounds", 4);

  private final Asked asked = new Asked();
  private final Random random = new Random();

  private void table(String name, String... columns) {
    int rows = random.nextInt(7);
    List<Attribute> output = new ArrayList<>();
    List<Vector> vectors = new ArrayList<>();
    for (String column : columns) {
      boolean isText = column.startsWith("s");
      boolean isNullable = !column.startsWith("k");
      DataType type = isText ? AtomicType.STRING : AtomicType.INTEGER;
      VectorBuilder builder = VectorBuilder.of(type, rows);
      for (int i = 0; i < rows; i++) {
        int value = random.nextInt(4);
        if (isNullable && random.nextInt(4) == 0) builder.appendNull();
        else Values.append(builder, isText ? (Object) ("v" + value) : (Object) value);
      }
      output.add(asked.ids().attribute(column, type, isNullable));
      vectors.add(builder.build());
    }
    asked.view(
        name,
        new Relation.Analyzed(
            new LocalRows(output, List.of(Batch.of(rows, vectors))), Origin.NONE));
  }

  private List<String> rows(LogicalPlan plan, boolean isOrdered) {
    try {
      List<String> rows =
          new ArrayList<>(
              new Interpreter(asked.context().settings())
                  .rows(plan).stream().map(List::toString).toList());
      if (!isOrdered) rows.sort(null);
      return rows;
    } catch (IllegalStateException severalRows) {
      return List.of(severalRows.getMessage());
    }
  }

  private void assertSame(String query, long seed) {
    random.setSeed(seed);
    table("t", "a", "b", "s", "k");
    table("u", "a", "c", "s2");
    table("v", "x", "y", "k2");
    LogicalPlan plan = asked.plan(query);
    OptimizerContext context =
        new OptimizerContext(asked.context().settings(), asked.ids(), KnownTables.NONE);
    LogicalPlan optimised = Optimizer.optimize(plan, context, (_, after) -> PlanCheck.check(after));
    boolean isOrdered = query.contains("ORDER BY ALL");
    assertEquals(
        rows(plan, isOrdered),
        rows(optimised, isOrdered),
        () -> "seed " + seed + "\n" + query + "\n" + PlanText.of(plan) + PlanText.of(optimised));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a, b FROM t WHERE a > 1 AND (b = 1 OR b = 2 AND s LIKE 'v%')",
        "SELECT t.a, u.c FROM t, u WHERE t.a = u.a AND t.b < u.c",
        "SELECT t.a, u.c, v.y FROM t, u, v WHERE t.a = u.a AND u.c = v.x AND v.x = t.b",
        "SELECT t.a, u.c FROM t LEFT JOIN u ON t.a = u.a AND t.b > 1 AND u.c < 3",
        "SELECT t.a, u.c FROM t LEFT JOIN u ON t.a = u.a WHERE u.c > 0",
        "SELECT t.a, u.c FROM t LEFT JOIN u ON t.a = u.a WHERE u.c IS NULL AND t.a = 2",
        "SELECT t.a, u.c FROM t RIGHT JOIN u ON t.a = u.a WHERE t.b >= 1 OR t.b IS NULL",
        "SELECT t.a, u.c FROM t FULL JOIN u ON t.a = u.a WHERE t.b >= 1 AND u.c = 2",
        "SELECT t.a, u.c FROM t FULL JOIN u ON t.a = u.a AND t.b = 1",
        "SELECT a, count(*), sum(b) FROM t GROUP BY a HAVING a > 0 AND count(*) > 1",
        "SELECT * FROM (SELECT a, count(b) AS m FROM t GROUP BY a) WHERE a = 1 AND m > 0",
        "SELECT a, s, count(*) FROM t GROUP BY ROLLUP (a, s) HAVING s = 'v1' OR a IS NULL",
        "SELECT a FROM t WHERE EXISTS (SELECT * FROM u WHERE u.a = t.a)",
        "SELECT a FROM t WHERE NOT EXISTS (SELECT * FROM u WHERE u.a = t.a AND u.c > t.b)",
        "SELECT a FROM t WHERE a IN (SELECT c FROM u)",
        "SELECT a FROM t WHERE a NOT IN (SELECT c FROM u)",
        "SELECT a FROM t WHERE a NOT IN (SELECT c FROM u WHERE c IS NOT NULL)",
        "SELECT a FROM t WHERE a NOT IN (SELECT c FROM u WHERE u.a = t.b)",
        "SELECT a FROM t WHERE k NOT IN (SELECT k2 FROM v)",
        "SELECT a FROM t WHERE (a, b) IN (SELECT a, c FROM u)",
        "SELECT a FROM t WHERE (a, b) NOT IN (SELECT a, c FROM u WHERE s2 <> s)",
        "SELECT a FROM t WHERE a > ALL (SELECT c FROM u WHERE u.a = t.a)",
        "SELECT a FROM t WHERE NOT a >= ALL (SELECT c FROM u)",
        "SELECT a FROM t WHERE a < ANY (SELECT c FROM u WHERE u.a <> t.a)",
        "SELECT a FROM t WHERE NOT a = ANY (SELECT c FROM u WHERE u.a <> t.a)",
        "SELECT a, a IN (SELECT c FROM u) AS i, EXISTS (SELECT * FROM u WHERE c = b) AS e FROM t",
        "SELECT a, a NOT IN (SELECT c FROM u WHERE u.a = b) AS i FROM t",
        "SELECT a, b > ALL (SELECT c FROM u WHERE u.a = t.a OR u.c = 1) AS i FROM t",
        "SELECT a FROM t WHERE b = 1 OR EXISTS (SELECT * FROM u WHERE u.a = t.a)",
        "SELECT a, (SELECT count(*) FROM u WHERE u.a = t.a) AS n FROM t",
        "SELECT a, (SELECT count(*) + sum(c) FROM u WHERE u.a = t.a) AS n FROM t",
        "SELECT a, (SELECT coalesce(sum(c), -1) FROM u WHERE u.a = t.a) AS n FROM t",
        "SELECT a, (SELECT count(*) FROM u WHERE u.a < t.a) AS n FROM t",
        "SELECT a, (SELECT count(c) FROM u WHERE u.a = t.a AND u.c < t.b) AS n FROM t",
        "SELECT a, (SELECT max(c) FROM u WHERE u.a = t.a OR u.c > t.b) AS n FROM t",
        "SELECT a, (SELECT max(c + t.b) FROM u WHERE u.a = t.a) AS n FROM t",
        "SELECT a, (SELECT t.b + max(c) FROM u WHERE u.a = t.a) AS n FROM t",
        "SELECT a, (SELECT collect_list(c) FROM u WHERE u.a = t.a) IS NULL AS n FROM t",
        "SELECT a, (SELECT count(*) FROM u WHERE u.a = t.a HAVING count(*) > 1) AS n FROM t",
        "SELECT a FROM t WHERE b > (SELECT avg(c) FROM u WHERE u.a = t.a)",
        "SELECT a FROM t WHERE b = (SELECT c FROM u WHERE u.a = t.a)",
        "SELECT a, (SELECT c FROM u WHERE u.a = t.a ORDER BY c LIMIT 1) AS f FROM t",
        "SELECT a, (SELECT c FROM u WHERE u.a = t.a GROUP BY c ORDER BY c DESC LIMIT 1) AS f FROM t",
        "SELECT a FROM t WHERE b > (SELECT max(c) FROM u)",
        "SELECT a FROM t WHERE EXISTS (SELECT c FROM u WHERE u.a = t.a UNION ALL SELECT y FROM v"
            + " WHERE v.x = t.b)",
        "SELECT a FROM t WHERE b IN (SELECT c FROM u WHERE u.a = t.a INTERSECT SELECT y FROM v)",
        "SELECT a FROM t WHERE b IN (SELECT c FROM u EXCEPT SELECT y FROM v WHERE v.x = t.a)",
        "SELECT a, x.m FROM t, LATERAL (SELECT max(c) AS m FROM u WHERE u.a = t.a) x",
        "SELECT a, x.m FROM t, LATERAL (SELECT c + b AS m FROM u WHERE u.a < t.a) x",
        "SELECT t.a, x.c FROM t LEFT JOIN LATERAL (SELECT c FROM u WHERE u.a = t.a) x ON x.c > 1",
        "SELECT a FROM t WHERE EXISTS (SELECT * FROM u WHERE u.a = t.a AND EXISTS (SELECT * FROM v"
            + " WHERE v.x = u.c AND v.y = t.b))",
        "SELECT a FROM t WHERE 1 <= (SELECT count(*) FROM u WHERE u.a = t.a AND c >= (SELECT avg(y)"
            + " FROM v WHERE v.x = t.b))",
        "SELECT a FROM t WHERE EXISTS (SELECT * FROM u LEFT JOIN v ON u.c = v.x AND v.y = t.b WHERE"
            + " u.a = t.a AND v.k2 IS NULL)",
        "SELECT a, (SELECT sum(c) FROM u JOIN v ON u.c = v.x AND v.y < t.b) AS n FROM t",
        "SELECT t.a FROM t JOIN u ON t.a = u.a AND u.c IN (SELECT x FROM v WHERE v.y = t.b)",
        "SELECT t.a, u.c FROM t LEFT JOIN u ON t.a = u.a AND EXISTS (SELECT * FROM v WHERE x = u.c)",
        "SELECT t.a, u.c FROM t LEFT JOIN u ON t.a = u.a AND t.b IN (SELECT x FROM v)",
        "SELECT a, sum(b) FROM t GROUP BY a HAVING sum(b) > (SELECT max(c) FROM u WHERE u.a = t.a)",
        "SELECT a, (SELECT max(c) FROM u WHERE u.a = t.a) AS m FROM t GROUP BY a",
        "SELECT a, sum(b) OVER (PARTITION BY a) AS w FROM t WHERE b > 0 QUALIFY w > 1 AND a = 1",
        "SELECT DISTINCT a FROM (SELECT a, b FROM t UNION SELECT a, c FROM u) WHERE a > 0 AND b < 3",
        "SELECT * FROM (SELECT a, b FROM t EXCEPT ALL SELECT a, c FROM u) WHERE a > 0",
        "SELECT a, b FROM t ORDER BY ALL LIMIT 3 OFFSET 1",
        "SELECT * FROM (SELECT a, b FROM t ORDER BY a, b LIMIT 4) WHERE b > 1 ORDER BY ALL",
        "SELECT t.a FROM t JOIN u ON t.a = u.a WHERE t.a = 1 OR (t.a = 1 AND u.c = 2)",
        "SELECT t.a FROM t JOIN u ON (t.a = u.a AND t.b = 1 AND u.c = 2) OR (t.a = u.a AND t.b = 2"
            + " AND u.c = 1)",
        "SELECT CASE WHEN a = 1 THEN 'x' WHEN 1 = 2 THEN 'y' END AS c FROM t WHERE NOT (a > 1 OR b <"
            + " 2)",
        "WITH w AS (SELECT a, count(*) AS n FROM t GROUP BY a) SELECT p.a, q.n FROM w p JOIN w q ON"
            + " p.a = q.n WHERE p.n = (SELECT max(n) FROM w)"
      })
  void queriesGiveTheSameBeforeAndAfter(String query) {
    long seed = new Random().nextLong();
    for (int i = 0; i < ROUNDS; i++) assertSame(query, seed + i);
  }

  @Test
  void queriesByChanceGiveTheSameBeforeAndAfter() {
    long seed = new Random().nextLong();
    for (int i = 0; i < ROUNDS * 25; i++)
      assertSame(new ChanceQuery(new Random(seed + i)).text(), seed + i);
  }
}
