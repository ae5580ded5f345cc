package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queries as text, from parsing to rows. */
final class TestQueries {
  private static BrasaSession session;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").build();
    session.range(0, 10_000, 1, 4).createOrReplaceTempView("numbers");
    session.range(0, 100, 1, 2).createOrReplaceTempView("few");
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

  @Test
  void groupsAreCountedAndSummed() {
    assertEquals(
        "0,2500,12495000 1,2500,12497500 2,2500,12500000 3,2500,12502500",
        rows("SELECT id % 4 AS k, count(*), sum(id) FROM numbers GROUP BY id % 4 ORDER BY k"));
    assertEquals(
        "10000,49995000,0,9999", rows("SELECT count(*), sum(id), min(id), max(id) FROM numbers"));
    assertEquals("0,null", rows("SELECT count(*), sum(id) FROM numbers WHERE id < 0"));
  }

  @Test
  void distinctValuesCountOnce() {
    assertEquals(
        "0,5,2500,3 1,5,2500,3 2,5,2500,3 3,5,2500,3",
        rows(
            "SELECT id % 4 AS k, count(DISTINCT id % 20), count(*), count(DISTINCT id % 3)"
                + " FROM numbers GROUP BY id % 4 ORDER BY k"));
    assertEquals("7", rows("SELECT count(DISTINCT id % 7) FROM numbers"));
    assertEquals(
        "7,4,10000",
        rows(
            "SELECT count(DISTINCT id % 7), count(DISTINCT id % 7) FILTER (WHERE id % 7 > 2), count(1)"
                + " FROM numbers"));
  }

  @Test
  void joinsFindPartners() {
    assertEquals(
        "100,4950", rows("SELECT count(*), sum(n.id) FROM numbers n JOIN few f ON n.id = f.id"));
    assertEquals(
        "10000,100",
        rows("SELECT count(*), count(f.id) FROM numbers n LEFT JOIN few f ON n.id = f.id"));
    assertEquals("4950", rows("SELECT count(*) FROM few a JOIN few b ON a.id < b.id"));
    assertEquals(
        "9950",
        rows("SELECT count(*) FROM numbers n LEFT ANTI JOIN few f ON n.id = f.id AND f.id < 50"));
  }

  @Test
  void rowsAreOrderedAndCut() {
    assertEquals("9999 9998 9997", rows("SELECT id FROM numbers ORDER BY id DESC LIMIT 3"));
    assertEquals("9997 9996", rows("SELECT id FROM numbers ORDER BY id DESC LIMIT 2 OFFSET 2"));
    assertEquals("0 10 20", rows("SELECT id FROM numbers ORDER BY id % 10, id LIMIT 3"));
  }

  @Test
  void setsAreComparedAsAWhole() {
    assertEquals(
        "10100",
        rows("SELECT count(*) FROM (SELECT id FROM numbers UNION ALL SELECT id FROM few)"));
    assertEquals(
        "100", rows("SELECT count(*) FROM (SELECT id FROM numbers INTERSECT SELECT id FROM few)"));
    assertEquals(
        "9900", rows("SELECT count(*) FROM (SELECT id FROM numbers EXCEPT SELECT id FROM few)"));
    assertEquals(
        "2000",
        rows(
            "SELECT count(*) FROM (SELECT id % 5 FROM numbers INTERSECT ALL (SELECT 1L FROM numbers UNION ALL SELECT 7L))"));
    assertEquals(
        "9900",
        rows(
            "SELECT count(*) FROM (SELECT id % 5 FROM numbers EXCEPT ALL SELECT id % 5 FROM few)"));
  }

  @Test
  void groupingSetsAddUp() {
    assertEquals(
        "null,null,100 null,0,50 null,1,50 0,null,34 0,0,17 0,1,17 1,null,33 1,0,16 1,1,17 2,null,33 2,0,17 2,1,16",
        rows(
            "SELECT id % 3 AS a, id % 2 AS b, count(*) FROM few GROUP BY CUBE (id % 3, id % 2)"
                + " ORDER BY a, b"));
  }

  @Test
  void subQueriesAreAnswered() {
    assertEquals("1", rows("SELECT count(*) FROM numbers WHERE id = (SELECT max(id) FROM few)"));
    assertEquals("100", rows("SELECT count(*) FROM numbers WHERE id IN (SELECT id FROM few)"));
    assertEquals("9900", rows("SELECT count(*) FROM numbers WHERE id NOT IN (SELECT id FROM few)"));
    assertEquals(
        "0",
        rows(
            "SELECT count(*) FROM numbers WHERE id NOT IN"
                + " (SELECT CASE WHEN id > 5 THEN id END FROM few)"));
    assertEquals(
        "50",
        rows(
            "SELECT count(*) FROM numbers n WHERE EXISTS"
                + " (SELECT 1 FROM few f WHERE f.id = n.id AND f.id % 2 = 0)"));
    assertEquals(
        "4950",
        rows(
            "SELECT sum(c) FROM (SELECT (SELECT count(*) FROM few f WHERE f.id < n.id) AS c"
                + " FROM few n)"));
    assertEquals(
        "10000,100",
        rows(
            "SELECT count(*), sum(CASE WHEN id IN (SELECT id FROM few) THEN 1 ELSE 0 END)"
                + " FROM numbers"));
  }

  @Test
  void windowsLookAround() {
    assertEquals(
        "0,0,0 3,3,1 6,9,2 9,18,3",
        rows(
            "SELECT id, sum(id) OVER (PARTITION BY id % 3 ORDER BY id),"
                + " count(*) OVER (PARTITION BY id % 3 ORDER BY id ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING)"
                + " FROM few WHERE id < 12 ORDER BY id % 3, id LIMIT 4"));
    assertEquals(
        "0,1 1,3 2,6 3,9",
        rows(
            "SELECT id, sum(id) OVER (ORDER BY id RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING)"
                + " FROM few ORDER BY id LIMIT 4"));
  }

  /** Whether rows are left out before the window is decided by what else is asked of it. */
  @Test
  void onlyTheFirstRanksReachTheWindow() {
    String ranked =
        "SELECT id, k, n FROM (SELECT id, id %% 100 AS k, %s AS n"
            + " FROM numbers) WHERE %s ORDER BY k, n, id LIMIT 4";
    String number = "row_number() OVER (PARTITION BY id % 100 ORDER BY id DESC)";
    String few = ranked.formatted(number, "n <= 2");
    assertEquals("9900,0,1 9800,0,2 9901,1,1 9801,1,2", rows(few));
    assertTrue(isCut(few), few);
    assertTrue(isCut(ranked.formatted(number, "n = 1 AND id > 5")));
    assertTrue(isCut(ranked.formatted(number.replace("row_number", "dense_rank"), "3 > n")));
    assertTrue(isCut(ranked.formatted(number.replace("row_number", "rank"), "n < 3")));
    for (String wide : List.of("n >= 2", "n <> 2", "n <= 2 OR id = 7", "n < 1000", "k <= 2"))
      assertTrue(!isCut(ranked.formatted(number, wide)), wide);
    String sum = "sum(id) OVER (PARTITION BY id % 100 ORDER BY id DESC)";
    assertTrue(!isCut(ranked.formatted(sum, "n <= 2")), sum);
    String both = number + " AS n, sum(id) OVER (PARTITION BY id % 100)";
    assertTrue(
        !isCut(ranked.formatted(both, "n <= 2").replace("id % 100) AS n", "id % 100) AS s")));
  }

  private static boolean isCut(String query) {
    return rows("EXPLAIN " + query).contains("TopPerGroup");
  }

  @Test
  void plansAreAnalysed() {
    String plan = rows("EXPLAIN ANALYZE SELECT id % 4, count(*) FROM numbers GROUP BY id % 4");
    assertTrue(plan.contains("4 rows in"), plan);
    assertTrue(plan.contains("[10000 rows"), plan);
  }
}
