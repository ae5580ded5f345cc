package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where joins go along inputs in order, and that they give what a table gives. */
final class TestMergeJoins {
  private static BrasaSession session;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").build();
    session
        .sql(
            "SELECT CASE WHEN id % 50 = 0 THEN NULL ELSE id * 7 % 900 END AS k, id AS v FROM range(0, 6000, 1, 4)")
        .createOrReplaceTempView("a");
    session
        .sql(
            "SELECT CASE WHEN id % 40 = 0 THEN NULL ELSE id * 3 % 1100 END AS k, id AS w FROM range(0, 3000, 1, 3)")
        .createOrReplaceTempView("b");
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static String rows(String query) {
    List<String> rows = new ArrayList<>();
    for (Row row : session.sql(query).collectAsList()) rows.add(row.mkString(","));
    return String.join(" ", rows);
  }

  private static String plan(String query) {
    return rows("EXPLAIN " + query);
  }

  @Test
  void aHintAsksForIt() {
    for (String name : List.of("MERGE", "MERGEJOIN", "SHUFFLE_MERGE")) {
      String plan = plan("SELECT /*+ " + name + "(b) */ v, w FROM a JOIN b ON a.k = b.k AND v < w");
      assertTrue(plan.contains("MergeJoin INNER") && plan.contains("Sort"), plan);
      assertFalse(plan.contains("HashJoin"), plan);
    }
    String framed =
        session.table("a").hint("merge").join(session.table("b"), "k").explainString("simple");
    assertTrue(framed.contains("MergeJoin INNER"), framed);
    String pairs = plan("SELECT /*+ MERGE(b) */ v, w FROM a JOIN b ON a.k < b.k");
    assertTrue(pairs.contains("LoopJoin"), pairs);
  }

  @Test
  void hintedRowsAreTheSame() {
    for (String kind :
        List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "LEFT SEMI JOIN", "LEFT ANTI JOIN"))
      for (String on :
          List.of("a.k = b.k", "a.k = b.k AND v < w", "a.k <=> b.k", "a.k = b.k AND a.v = b.w")) {
        boolean isLeftAlone = kind.contains("SEMI") || kind.contains("ANTI");
        String figures =
            isLeftAlone
                ? " count(*), sum(k), sum(v), count(k) FROM "
                : " count(*), sum(a.k), sum(v * 3 + w), count(v), count(w), sum(v % 7 * b.k) FROM ";
        String join = "a " + kind + " b ON " + on;
        assertEquals(
            rows("SELECT" + figures + join), rows("SELECT /*+ MERGE(a) */" + figures + join), join);
      }
  }

  private static final String WINDOWS =
      "(SELECT k, v, row_number() OVER (PARTITION BY k ORDER BY v) AS n FROM a) x JOIN"
          + " (SELECT k, w, sum(w) OVER (PARTITION BY k ORDER BY w) AS s FROM b) y ON x.k = y.k";

  @Test
  void inputsInOrderAreMergedWithoutAHint() {
    String plan = plan("SELECT * FROM " + WINDOWS);
    assertTrue(plan.contains("MergeJoin INNER"), plan);
    assertEquals(2, plan.split("Exchange", -1).length - 1, plan);
    assertEquals(2, plan.split("Sort", -1).length - 1, plan);
    String figures = " count(*), sum(n * s), max(v + w), min(x.k) FROM ";
    assertEquals(
        rows("SELECT /*+ SHUFFLE_HASH(y) */" + figures + WINDOWS),
        rows("SELECT" + figures + WINDOWS));
  }

  /** What is merged is in order for a window by the same keys. */
  @Test
  void theOrderServesWhatIsAbove() {
    String plan = plan("SELECT x.k, n, s, count(*) OVER (PARTITION BY x.k) AS c FROM " + WINDOWS);
    assertEquals(2, plan.split("Exchange", -1).length - 1, plan);
    assertEquals(2, plan.split("Sort", -1).length - 1, plan);
  }

  @Test
  void partitionsOfTheKeysAreKept() {
    DataFrame left = session.table("a").repartition(5, functions.col("k")).hint("merge");
    DataFrame right = session.table("b").repartition(5, functions.col("k"));
    DataFrame joined = left.join(right, "k");
    String plan = joined.explainString("simple");
    assertTrue(plan.contains("MergeJoin INNER"), plan);
    assertEquals(2, plan.split("Exchange", -1).length - 1, plan);
    assertEquals(
        rows("SELECT count(*), sum(v * w) FROM a JOIN b ON a.k = b.k"),
        joined.selectExpr("count(*)", "sum(v * w)").collectAsList().getFirst().mkString(","));
  }

  @Test
  void differencesWithRepetitionsAreMerged() {
    String plan = plan("SELECT k FROM a EXCEPT ALL SELECT k FROM b");
    assertTrue(plan.contains("MergeJoin PROBE_ANTI"), plan);
    assertEquals(
        rows(
            "SELECT sum(n), count(*) FROM (SELECT a.k, greatest(0, a.n - coalesce(b.n, 0)) AS n FROM"
                + " (SELECT k, count(*) AS n FROM a GROUP BY k) a LEFT JOIN"
                + " (SELECT k, count(*) AS n FROM b GROUP BY k) b ON a.k <=> b.k) WHERE n > 0"),
        rows(
            "SELECT count(*), count(DISTINCT coalesce(k, -1)) FROM (SELECT k FROM a EXCEPT ALL SELECT k FROM b)"));
  }

  @Test
  void orderWithinPartitionsServesAJoin() {
    DataFrame left =
        session.table("a").repartition(5, functions.col("k")).sortWithinPartitions("k");
    DataFrame right =
        session.table("b").repartition(5, functions.col("k")).sortWithinPartitions("k");
    DataFrame joined = left.join(right, "k");
    String plan = joined.explainString("simple");
    assertTrue(plan.contains("MergeJoin INNER"), plan);
    assertEquals(2, plan.split("Sort", -1).length - 1, plan);
    String expected = rows("SELECT count(*), sum(v * w) FROM a JOIN b ON a.k = b.k");
    assertEquals(
        expected,
        joined.selectExpr("count(*)", "sum(v * w)").collectAsList().getFirst().mkString(","));
    DataFrame oneSided = left.join(session.table("b"), "k");
    assertFalse(oneSided.explainString("simple").contains("Sort"), "an order that serves nobody");
    assertEquals(
        expected,
        oneSided.selectExpr("count(*)", "sum(v * w)").collectAsList().getFirst().mkString(","));
    DataFrame otherKeys =
        left.join(
            session.table("b").repartition(5, functions.col("w")).sortWithinPartitions("w"), "k");
    assertFalse(
        otherKeys.explainString("simple").contains("MergeJoin"), "sorted by another column");
  }
}
