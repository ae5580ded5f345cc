package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that are where, and in the order in which, they are wanted are neither moved nor sorted. */
final class TestReusedPartitions {
  private static BrasaSession session;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").build();
    session
        .range(0, 5_000, 1, 3)
        .selectExpr("id % 50 AS a", "id % 7 AS b", "id AS n")
        .createOrReplaceTempView("t");
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static void assertCounts(int exchanges, int sorts, String query) {
    String plan = session.sql("EXPLAIN " + query).collectAsList().getFirst().getString(0);
    assertEquals(exchanges, plan.split("Exchange by hash").length - 1, plan);
    assertEquals(sorts, plan.split("Sort ").length - 1, plan);
  }

  private static List<String> sorted(String query) {
    return session.sql(query).collectAsList().stream().map(Row::toString).sorted().toList();
  }

  /** The same rows as with everything in one partition. */
  private static void assertRows(String query) {
    String whole = query.replaceAll("\\bt\\b", "(SELECT /*+ COALESCE(1) */ * FROM t)");
    assertEquals(sorted(whole), sorted(query));
  }

  @Test
  void aWindowOverGroupsFindsThemTogether() {
    String query =
        "SELECT a, s, rank() OVER (PARTITION BY a ORDER BY s) AS r FROM (SELECT a, sum(n) AS s FROM"
            + " t GROUP BY a)";
    assertCounts(1, 1, query);
    assertRows(query);
  }

  @Test
  void groupsOfGroupsByMoreKeysAreTogether() {
    String query =
        "SELECT a, c, count(*) AS n FROM (SELECT a, count(*) AS c FROM t GROUP BY a) GROUP BY a, c";
    assertCounts(1, 0, query);
    assertRows(query);
    String apart =
        "SELECT c, count(*) AS n FROM (SELECT a, count(*) AS c FROM t GROUP BY a) GROUP BY c";
    assertCounts(2, 0, apart);
    assertRows(apart);
  }

  @Test
  void groupsByPartitionsOfAWindowAreTogether() {
    String query =
        "SELECT a, max(r) AS m FROM (SELECT a, row_number() OVER (PARTITION BY a ORDER BY n) AS r"
            + " FROM t) GROUP BY a";
    assertCounts(1, 1, query);
    assertRows(query);
  }

  @Test
  void windowsThatGoByTheFirstOfWhatOthersGoByAreNotSortedAgain() {
    String query =
        "SELECT a, b, n, count(*) OVER (PARTITION BY a) AS c, sum(n) OVER (PARTITION BY a ORDER BY"
            + " b) AS s, row_number() OVER (PARTITION BY a ORDER BY b, n) AS r FROM t";
    assertCounts(1, 1, query);
    assertRows(query);
    String another =
        "SELECT a, n, rank() OVER (PARTITION BY a ORDER BY n) AS r, rank() OVER (PARTITION BY a"
            + " ORDER BY n DESC) AS d FROM t";
    assertCounts(1, 2, another);
    assertRows(another);
  }

  @Test
  void groupsAfterAJoinByTheSameKeyAreTogetherIfTheJoinMayNotBeChanged() {
    String from = "t x JOIN (SELECT a, max(n) AS m FROM t GROUP BY a) y ON x.a = y.a GROUP BY x.a";
    assertCounts(3, 0, "SELECT /*+ SHUFFLE_HASH(y) */ x.a, count(m) AS n FROM " + from);
    assertCounts(4, 0, "SELECT x.a, count(m) AS n FROM " + from);
    assertRows("SELECT /*+ SHUFFLE_HASH(y) */ x.a, count(m) AS n FROM " + from);
  }

  @Test
  void rowsThatAUserHasDividedByKeysStayThere() {
    DataFrame divided = session.table("t").repartition(5, functions.col("a"));
    divided.createOrReplaceTempView("divided");
    assertCounts(1, 0, "SELECT a, b, sum(n) FROM divided GROUP BY a, b");
  }
}
