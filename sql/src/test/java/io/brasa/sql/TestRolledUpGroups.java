package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Groups by several sets of keys are those of a grouping for each set. */
final class TestRolledUpGroups {
  private static final String SUMS =
      "count(*) AS n, count(v) AS c, sum(v) AS s, min(v) AS l, max(k3) AS m, avg(v) AS a,"
          + " sum(CASE WHEN k1 IS NULL THEN 1 ELSE 0 END) AS z,"
          + " count(v) FILTER (WHERE k2 = 'x1') AS f";

  private static BrasaSession session(String memory) {
    return BrasaSession.builder().master("local[2]").config("sql.operator.memory", memory).build();
  }

  private static void rows(BrasaSession session, int count, int distinct, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++)
      rows.add(
          Row.of(
              random.nextInt(8) == 0 ? null : "a text of some length " + random.nextInt(3),
              random.nextInt(8) == 0 ? null : "x" + random.nextInt(distinct),
              random.nextInt(distinct),
              random.nextInt(10) == 0 ? null : random.nextLong(1000)));
    StructType schema =
        new StructType()
            .add("k1", AtomicType.STRING)
            .add("k2", AtomicType.STRING)
            .add("k3", AtomicType.INTEGER)
            .add("v", AtomicType.LONG);
    session.createDataFrame(rows, schema).repartition(3).createOrReplaceTempView("t");
  }

  private static String one(String keys, String columns, int id) {
    return "SELECT "
        + columns
        + ", "
        + id
        + " AS id, "
        + SUMS
        + " FROM t"
        + (keys.isEmpty() ? "" : " GROUP BY " + keys);
  }

  private static void check(BrasaSession session, String sets, String... each) {
    String order = " ORDER BY k1, k2, k3, id, n, s";
    String asked = "SELECT k1, k2, k3, grouping_id() AS id, " + SUMS + " FROM t GROUP BY " + sets;
    String plan = session.sql("EXPLAIN " + asked).collectAsList().toString();
    assertTrue(plan.contains("RollUp"), plan);
    assertFalse(plan.contains("Expand"), plan);
    List<Row> expected =
        session
            .sql("SELECT * FROM (" + String.join(" UNION ALL ", each) + ")" + order)
            .collectAsList();
    List<Row> found = session.sql("SELECT * FROM (" + asked + ")" + order).collectAsList();
    assertEquals(expected.toString(), found.toString(), sets);
  }

  private static void checkAll(BrasaSession session) {
    String all = one("k1, k2, k3", "k1, k2, k3", 0);
    String two = one("k1, k2", "k1, k2, NULL AS k3", 1);
    String first = one("k1", "k1, NULL AS k2, NULL AS k3", 3);
    String none = one("", "NULL AS k1, NULL AS k2, NULL AS k3", 7);
    check(session, "ROLLUP (k1, k2, k3)", all, two, first, none);
    check(
        session,
        "CUBE (k1, k2, k3)",
        all,
        two,
        first,
        none,
        one("k1, k3", "k1, NULL AS k2, k3", 2),
        one("k2, k3", "NULL AS k1, k2, k3", 4),
        one("k2", "NULL AS k1, k2, NULL AS k3", 5),
        one("k3", "NULL AS k1, NULL AS k2, k3", 6));
    check(session, "GROUPING SETS ((k1), (k1, k2, k3), (k1), ())", all, first, first, none);
  }

  @Test
  void areThoseOfEachSet() {
    long seed = new SplittableRandom().nextLong();
    System.out.println("seed of rows: " + seed);
    try (BrasaSession session = session("64m")) {
      rows(session, 3000, 12, seed);
      checkAll(session);
    }
  }

  @Test
  void withLittleMemoryToo() {
    long seed = new SplittableRandom().nextLong();
    System.out.println("seed of rows: " + seed);
    try (BrasaSession session = session("256k")) {
      rows(session, 8_000, 300, seed);
      checkAll(session);
    }
  }

  @Test
  void setsOfWhichNoneHoldsTheOthersAreGroupedOneByOne() {
    try (BrasaSession session = session("64m")) {
      rows(session, 100, 5, 1);
      String plan =
          session
              .sql("EXPLAIN SELECT k1, k2, sum(v) FROM t GROUP BY GROUPING SETS ((k1), (k2))")
              .collectAsList()
              .toString();
      assertTrue(plan.contains("Expand"), plan);
      String distinct =
          session
              .sql("EXPLAIN SELECT k1, k2, count(DISTINCT v) FROM t GROUP BY ROLLUP (k1, k2)")
              .collectAsList()
              .toString();
      assertTrue(distinct.contains("Expand"), distinct);
    }
  }
}
