package io.brasa.sql.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanCheck;
import io.brasa.sql.logical.PlanText;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestAnalyzer {
  private final Asked asked =
      new Asked()
          .table("t", "a INT, b STRING, c DECIMAL(10,2), s STRUCT<x: INT, y: STRING>, l ARRAY<INT>")
          .table("u", "a BIGINT, d DATE, m MAP<STRING, INT>")
          .table("emp", "id INT NOT NULL, dept STRING, salary DECIMAL(10,2), boss INT");

  /** Plans with ids counted from one in order of their first place. */
  private String plan(String text) {
    String plan = PlanText.of(asked.plan(text));
    StringBuilder shown = new StringBuilder();
    List<String> ids = new ArrayList<>();
    Matcher matcher = Pattern.compile("#(\\d+)").matcher(plan);
    while (matcher.find()) {
      if (!ids.contains(matcher.group(1))) ids.add(matcher.group(1));
      matcher.appendReplacement(shown, "#" + (ids.indexOf(matcher.group(1)) + 1));
    }
    return matcher.appendTail(shown).toString();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void queriesOfTpchAreAnalysed(int number) {
    LogicalPlan plan = new Asked().tpch().plan(Tpch.query(number));
    assertFalse(plan.output().isEmpty());
  }

  @Test
  void namesKeepTheCaseInWhichTheyAreWritten() {
    assertEquals("A int, B string", asked.columns("SELECT A, B FROM T"));
    assertEquals("a int, b string", asked.columns("SELECT a, b FROM (SELECT * FROM t) x"));
  }

  @Test
  void columnsWithoutNameAreCalledByTheirExpression() {
    assertEquals(
        "(a + 1) int, sum(a) bigint, count(1) bigint, a string, upper(b) string",
        asked.columns(
            "SELECT a + 1, sum(a), count(*), CAST(a AS STRING), UPPER(b) FROM t GROUP BY a, b"));
    assertEquals("scalarsubquery() int", asked.columns("SELECT (SELECT max(a) FROM t)"));
  }

  @Test
  void starsExpandWithExceptionsReplacementsQualifiersAndStructs() {
    assertEquals("a int, b string", asked.columns("SELECT * EXCEPT (c, s, l) FROM t"));
    assertEquals("a bigint, d date, m map<string,int>", asked.columns("SELECT u.* FROM t, u"));
    assertEquals("x int, y string", asked.columns("SELECT s.* FROM t"));
    assertEquals(
        "a string, d date", asked.columns("SELECT * EXCEPT (m) REPLACE ('z' AS a) FROM u"));
  }

  @Test
  void fieldsOfStructsAndMapsAreReachedByNames() {
    assertEquals("x int, y string", asked.columns("SELECT s.x, t.s.y FROM t"));
    assertEquals("v int", asked.columns("SELECT m.key1 AS v FROM u"));
    assertEquals("l[0] int", asked.columns("SELECT l[0] FROM t"));
  }

  @Test
  void laterItemsUseAliasesOfEarlierOnesUnlessAColumnHasTheName() {
    assertEquals(
        "Project [(a#1 + 1) AS k#2, ((a#1 + 1) * 2) AS j#3, b#4 AS a#5, (a#1 + 3) AS z#6]\n",
        plan("SELECT a + 1 AS k, k * 2 AS j, b AS a, a + 3 AS z FROM t").lines().findFirst().get()
            + "\n");
  }

  @Test
  void groupsByExpressionOrdinalAliasAndAll() {
    String expected = plan("SELECT a + 1 AS k, sum(c) AS s FROM t GROUP BY 1");
    assertTrue(expected.contains("Aggregate [(a#4 + 1) AS k#1] [sum(c#5) AS sum#2]"), expected);
    assertEquals(expected, plan("SELECT a + 1 AS k, sum(c) AS s FROM t GROUP BY k"));
    assertEquals(expected, plan("SELECT a + 1 AS k, sum(c) AS s FROM t GROUP BY ALL"));
    assertTrue(plan("SELECT 2 * (1 + a), count(*) FROM t GROUP BY a + 1").contains("Aggregate"));
  }

  @Test
  void havingAndOrderSeeAliasesColumnsAndAggregates() {
    assertEquals(
        "b string, s decimal(20,2)",
        asked.columns(
            "SELECT b, sum(c) AS s FROM t GROUP BY b HAVING s > 1 AND count(*) > 2"
                + " ORDER BY max(a), s DESC, b"));
    assertEquals("count(1) bigint", asked.columns("SELECT count(*) FROM t HAVING max(a) > 1"));
    assertEquals("b string", asked.columns("SELECT b FROM t ORDER BY a"));
    assertEquals("b string", asked.columns("SELECT DISTINCT b FROM t ORDER BY b"));
  }

  @Test
  void anAggregateWrittenTwiceIsComputedOnce() {
    String plan = plan("SELECT sum(a) + 1, sum(a) FROM t HAVING sum(a) > 0");
    assertEquals(1, plan.lines().filter(line -> line.contains("sum(a#")).count());
    assertEquals(2, plan.split("sum\\(a#").length);
  }

  @Test
  void groupingSetsTellTheirSets() {
    assertEquals(
        "a int, b string, grouping(a) tinyint, grouping_id() bigint, sum(c) decimal(20,2)",
        asked.columns(
            "SELECT a, b, grouping(a), grouping_id(), sum(c) FROM t GROUP BY ROLLUP (a, b)"));
    assertTrue(
        plan("SELECT a, b FROM t GROUP BY CUBE (a, b)").contains("[[0, 1], [0], [1], []]")
            || plan("SELECT a, b FROM t GROUP BY CUBE (a, b)").contains("[[0, 1], [1], [0], []]"));
    assertTrue(
        plan("SELECT a, b FROM t GROUP BY a, GROUPING SETS ((b), ())").contains("[[0, 1], [0]]"));
  }

  @Test
  void usingMergesColumnsAndKeepsQualifiedOnesInReach() {
    assertEquals(
        "a bigint, d date, a int", asked.columns("SELECT a, d, t.a FROM t RIGHT JOIN u USING (a)"));
    assertEquals(
        "a bigint, d date, m map<string,int>",
        asked.columns("SELECT * EXCEPT (b, c, s, l) FROM t FULL JOIN u USING (a)"));
    assertEquals(
        "a int, b string, c decimal(10,2), s struct<x:int,y:string>, l array<int>, d date,"
            + " m map<string,int>",
        asked.columns("SELECT * FROM t NATURAL JOIN u"));
  }

  @Test
  void aTableTwiceHasOtherColumnsEachTime() {
    assertEquals(
        "id int, id int",
        asked.columns("SELECT e.id, b.id FROM emp e JOIN emp b ON e.boss = b.id"));
    assertEquals(
        "id int, dept string",
        asked.columns(
            "WITH x AS (SELECT id, dept FROM emp) SELECT p.id, q.dept FROM x p JOIN x q ON p.id ="
                + " q.id"));
  }

  @Test
  void commonTablesHideViewsAndOneAnother() {
    assertEquals("one int", asked.columns("WITH t AS (SELECT 1 AS one) SELECT * FROM t"));
    assertEquals(
        "two int",
        asked.columns(
            "WITH x AS (SELECT 1 AS one) SELECT * FROM (WITH x AS (SELECT 2 AS two) SELECT * FROM"
                + " x) y"));
    assertEquals("n int", asked.columns("WITH x (n) AS (SELECT a FROM t) SELECT * FROM x"));
  }

  @Test
  void subqueriesSeeTheColumnsOutside() {
    String plan =
        plan(
            "SELECT id FROM emp e WHERE salary > (SELECT avg(salary) FROM emp WHERE dept = e.dept)");
    assertTrue(plan.contains("scalar-subquery"), plan);
    assertEquals(
        "id int",
        asked.columns(
            "SELECT id FROM emp e WHERE EXISTS (SELECT * FROM t WHERE a = e.id) AND dept NOT IN"
                + " (SELECT b FROM t) AND (id, dept) IN (SELECT a, b FROM t) AND id > ALL (SELECT"
                + " a FROM u)"));
  }

  @Test
  void windowsHaveTheFramesOfTheirOrder() {
    String plan =
        plan(
            "SELECT sum(a) OVER (PARTITION BY b) AS p, sum(a) OVER w AS q, row_number() OVER w AS n"
                + " FROM t QUALIFY n = 1 WINDOW w AS (PARTITION BY b ORDER BY a)");
    assertTrue(plan.contains("Frame[unit=ROWS, start=First[], end=Last[]]"), plan);
    assertTrue(plan.contains("Frame[unit=RANGE, start=First[], end=Current[]]"), plan);
    assertTrue(plan.contains("Filter (window"), plan);
    assertEquals(
        "sum(sum(a)) OVER (ORDER BY b ASC NULLS FIRST"
            + " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) bigint",
        asked.columns("SELECT sum(sum(a)) OVER (ORDER BY b) FROM t GROUP BY b"));
  }

  @Test
  void setOperationsWidenTypes() {
    assertEquals("a bigint", asked.columns("SELECT a FROM t UNION ALL SELECT a FROM u"));
    assertEquals("a decimal(12,2)", asked.columns("SELECT a FROM t INTERSECT SELECT c FROM t"));
    assertEquals(
        "x int, y string",
        asked.columns("SELECT 1 AS x, 'p' AS y UNION BY NAME SELECT 'q' AS y, 2 AS x"));
  }

  @Test
  void valuesRangesAndPathsAreTables() {
    assertEquals(
        "col1 decimal(11,1), col2 string",
        asked.columns("SELECT * FROM VALUES (1, 'a'), (2.5, NULL)"));
    assertEquals(
        "n int, w string", asked.columns("SELECT * FROM VALUES (1, 'a'), (2, 'b') AS v (n, w)"));
    assertEquals("id bigint", asked.columns("SELECT * FROM range(10)"));
    assertEquals("a int, b string", asked.columns("SELECT * FROM parquet.`/data/x`"));
    assertEquals("a int", asked.columns("SELECT x.a FROM '/data/x.parquet' x"));
  }

  @Test
  void generatorsMakeRows() {
    assertEquals("a int, e int", asked.columns("SELECT a, explode(l) AS e FROM t"));
    assertEquals("col int", asked.columns("SELECT explode(l) FROM t"));
    assertEquals(
        "a int, e int", asked.columns("SELECT a, x.e FROM t LATERAL VIEW OUTER explode(l) x AS e"));
    assertTrue(plan("SELECT a, e FROM t, LATERAL (SELECT t.a + 1 AS e)").contains("dependent"));
  }

  @Test
  void lambdasKnowTheTypesOfTheirParameters() {
    assertEquals("r array<int>", asked.columns("SELECT transform(l, x -> x + a) AS r FROM t"));
  }

  @Test
  void aDataFrameIsFilteredAndSortedByColumnsThatItsLastProjectionLeftOut() {
    Relation selected = new Relation.Analyzed(asked.plan("SELECT a FROM t"), Origin.NONE);
    Syntax left = new Syntax.Name(List.of("b"), Origin.NONE);
    Relation sorted =
        new Relation.Sort(
            selected,
            List.of(new Syntax.SortItem(left, false, Optional.empty(), Origin.NONE)),
            true,
            Origin.NONE);
    LogicalPlan plan = Analyzer.analyze(sorted, asked.context());
    PlanCheck.check(plan);
    assertEquals(List.of("a"), plan.schema().fieldNames());
  }

  @Test
  void aDataFrameJoinedWithItselfIsComparedByBothSides() {
    LogicalPlan frame = asked.plan("SELECT id, boss FROM emp");
    Relation relation = new Relation.Analyzed(frame, Origin.NONE);
    Syntax id = new Syntax.Resolved(frame.output().getFirst(), Origin.NONE);
    Relation join =
        new Relation.Join(
            relation,
            relation,
            Relation.JoinKind.INNER,
            new Relation.JoinCondition.On(Syntax.Call.of("=", List.of(id, id), Origin.NONE)),
            false,
            Origin.NONE);
    LogicalPlan plan = Analyzer.analyze(join, asked.context());
    PlanCheck.check(plan);
    assertEquals(4, plan.output().stream().map(a -> a.id()).distinct().count());
    Comparison condition = (Comparison) ((Join) plan).condition().orElseThrow();
    assertEquals(List.of(plan.output().get(0), plan.output().get(2)), condition.children());
  }

  @Test
  void aDataFrameIsGroupedByItsKeysWhichComeFirst() {
    Relation frame = new Relation.Analyzed(asked.plan("SELECT a, b, c FROM t"), Origin.NONE);
    Syntax sum =
        Syntax.Call.of("sum", List.of(new Syntax.Name(List.of("c"), Origin.NONE)), Origin.NONE);
    Relation.GroupingElement key =
        new Relation.GroupingElement.Key(
            Syntax.Alias.of(
                Syntax.Call.of(
                    "+",
                    List.of(
                        new Syntax.Name(List.of("a"), Origin.NONE),
                        new Syntax.Constant(1, AtomicType.INTEGER, Origin.NONE)),
                    Origin.NONE),
                "k",
                Origin.NONE));
    LogicalPlan plan =
        Analyzer.analyze(
            new Relation.Aggregate(frame, List.of(key), List.of(sum), Origin.NONE),
            asked.context());
    PlanCheck.check(plan);
    assertEquals(List.of("k", "sum(c)"), plan.schema().fieldNames());
  }

  @Test
  void rowsOfADataFrameAreDistinctBySomeColumns() {
    Relation frame = new Relation.Analyzed(asked.plan("SELECT a, b, c FROM t"), Origin.NONE);
    LogicalPlan plan =
        Analyzer.analyze(new Relation.Distinct(frame, List.of("B"), Origin.NONE), asked.context());
    PlanCheck.check(plan);
    assertEquals(List.of("a", "b", "c"), plan.schema().fieldNames());
  }

  @Test
  void limitsAreConstants() {
    assertTrue(plan("SELECT a FROM t ORDER BY a LIMIT 3 OFFSET 2").contains("Limit 3 offset 2"));
  }
}
