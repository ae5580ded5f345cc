package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins as they are run after their inputs have been measured, and as hints say. */
final class TestAdaptiveJoins {
  private static BrasaSession session;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").build();
    // Nine of ten rows have the same key; the payload does not compress.
    session
        .range(0, 400_000, 1, 4)
        .selectExpr(
            "CASE WHEN id % 10 < 9 THEN 7 ELSE id % 1000 END AS k", "xxhash64(id) AS payload")
        .createOrReplaceTempView("skewed");
    session
        .sql(
            "SELECT id AS k, concat('n', id) AS name FROM range(0, 2000, 2, 3) UNION ALL SELECT 7, 'seven'")
        .createOrReplaceTempView("names");
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @AfterEach
  void usualSettings() {
    session.conf().set("sql.broadcast", "64m");
  }

  private static String rows(String query) {
    List<String> rows = new ArrayList<>();
    for (Row row : session.sql(query).collectAsList()) rows.add(row.mkString(","));
    return String.join(" ", rows);
  }

  private static String figures(String join) {
    return "SELECT count(*), sum(payload % 1000), count(name), count(DISTINCT name) FROM " + join;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "skewed s JOIN names n ON s.k = n.k",
        "names n JOIN skewed s ON s.k = n.k",
        "skewed s LEFT JOIN names n ON s.k = n.k",
        "names n RIGHT JOIN skewed s ON s.k = n.k",
        "(SELECT payload, 'x' AS name FROM skewed s LEFT SEMI JOIN names n ON s.k = n.k)",
        "(SELECT payload, 'x' AS name FROM skewed s LEFT ANTI JOIN names n ON s.k = n.k)",
      })
  void aPartitionThatIsMuchTooLargeIsDividedAmongTasks(String join) {
    String expected = rows(figures(join));
    session.conf().set("sql.broadcast", "0");
    assertEquals(expected, rows(figures(join)));
    String plan = rows("EXPLAIN ANALYZE " + figures(join));
    assertTrue(plan.contains("is divided among"), plan);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "names n LEFT JOIN skewed s ON s.k = n.k",
        "skewed s FULL JOIN names n ON s.k = n.k",
      })
  void rowsThatComeOutByThemselvesComeOnce(String join) {
    String expected = rows(figures(join));
    session.conf().set("sql.broadcast", "0");
    assertEquals(expected, rows(figures(join)));
  }

  @Test
  void groupsAreNotDivided() {
    session.conf().set("sql.broadcast", "0");
    String plan =
        rows(
            "EXPLAIN ANALYZE SELECT k, max_by(payload, payload), row_number() OVER (PARTITION BY k"
                + " ORDER BY payload) FROM skewed GROUP BY k, payload");
    assertFalse(plan.contains("is divided among"), plan);
    String wanted = rows("EXPLAIN ANALYZE SELECT * FROM skewed DISTRIBUTE BY k");
    assertFalse(wanted.contains("is divided among"), wanted);
  }

  @Test
  void whatIsSmallIsReadTogether() {
    session.conf().set("sql.broadcast", "0");
    session.conf().set("sql.partitions", "6");
    try {
      String plan =
          rows("EXPLAIN ANALYZE SELECT count(*) FROM names a JOIN names b ON a.name = b.name");
      assertTrue(plan.contains("read by 1 tasks"), plan);
    } finally {
      session.conf().set("sql.partitions", "0");
    }
  }

  @Test
  void exchangesOfFewRowsHaveFewTargets() {
    String few = rows("EXPLAIN SELECT k, count(*) FROM range(0, 100, 1, 4) AS r(k) GROUP BY k");
    assertTrue(few.contains(" to 2"), few);
    String more =
        rows("EXPLAIN SELECT k, count(*) FROM range(0, 1000000, 1, 4) AS r(k) GROUP BY k");
    assertTrue(more.contains(" to 8"), more);
  }

  /** So that each has a table that is about as large as what a core caches. */
  @Test
  void exchangesOfManyGroupsHaveManyTargets() {
    String many =
        rows("EXPLAIN SELECT k, count(*) FROM range(0, 10000000, 1, 4) AS r(k) GROUP BY k");
    Matcher targets = Pattern.compile("Exchange by hash of .* to (\\d+)").matcher(many);
    assertTrue(targets.find(), many);
    int count = Integer.parseInt(targets.group(1));
    assertTrue(count > 32 && count <= 256, many);
  }

  /** The rows that a table is built of are read by one task, however many look them up. */
  @Test
  void whatAllTasksReadIsBuiltOnce() {
    String plan =
        rows(
            "EXPLAIN ANALYZE SELECT /*+ BROADCAST(n) */ count(*) FROM skewed s JOIN names n ON s.k ="
                + " n.k");
    Matcher exchange = Pattern.compile("Exchange broadcast.*\\[(\\d+) rows, ").matcher(plan);
    assertTrue(exchange.find(), plan);
    assertEquals("1001", exchange.group(1), plan);
  }

  @Test
  void hintsChooseJoins() {
    session.conf().set("sql.broadcast", "0");
    String join = " * FROM skewed s JOIN names n ON s.k = n.k";
    String plain = rows("EXPLAIN SELECT" + join);
    assertTrue(plain.contains("by hash") && !plain.contains("broadcast"), plain);
    String broadcast = rows("EXPLAIN SELECT /*+ BROADCAST(n) */" + join);
    assertTrue(
        broadcast.contains("Exchange broadcast") && !broadcast.contains("by hash"), broadcast);
    String pairs = rows("EXPLAIN SELECT /*+ SHUFFLE_REPLICATE_NL(n) */" + join);
    assertTrue(pairs.contains("LoopJoin INNER on"), pairs);
    session.conf().set("sql.broadcast", "64m");
    String usual = rows("EXPLAIN ANALYZE SELECT" + join);
    assertTrue(usual.contains("what is built is read by all tasks"), usual);
    String divided = rows("EXPLAIN ANALYZE SELECT /*+ SHUFFLE_HASH(n) */" + join);
    assertFalse(divided.contains("what is built is read by all tasks"), divided);
    String framed =
        session
            .table("skewed")
            .join(functions.broadcast(session.table("names")), "k")
            .explainString("simple");
    assertTrue(framed.contains("Exchange broadcast"), framed);
  }

  @Test
  void hintedRowsAreTheSame() {
    for (String kind : List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")) {
      String join = "names a " + kind + " (SELECT k + 1 AS k, name FROM names) b ON a.k = b.k";
      String figures = " count(*), count(a.k), count(b.k), sum(a.k * b.k) FROM " + join;
      String expected = rows("SELECT" + figures);
      for (String hint :
          List.of(
              "BROADCAST(a)",
              "BROADCAST(b)",
              "SHUFFLE_HASH(a)",
              "SHUFFLE_REPLICATE_NL(b)",
              "MERGE(a)"))
        assertEquals(expected, rows("SELECT /*+ " + hint + " */" + figures), kind + " " + hint);
    }
  }
}
