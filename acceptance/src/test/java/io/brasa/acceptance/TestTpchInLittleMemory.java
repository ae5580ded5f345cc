package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.acceptance.chance.Coverage;
import io.brasa.sql.BrasaSession;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With 8 MB for the operators of a task rows are the same, and each kind of operator spills. */
final class TestTpchInLittleMemory {
  @TempDir private static Path folder;

  private static BrasaSession session;
  private static DuckDb duck;

  @BeforeAll
  static void open() {
    TpchTables tables = TpchTables.make(folder, 0.1, 4);
    duck = new DuckDb();
    tables.open(duck);
    session =
        BrasaSession.builder()
            .master("local[2]")
            .config("sql.operator.memory", "8m")
            .config("sql.broadcast", "0")
            .config("sql.partitions", "1")
            .build();
    tables.open(session);
  }

  @AfterAll
  static void close() {
    if (session != null) session.close();
    if (duck != null) duck.close();
  }

  static Stream<Integer> queries() {
    return IntStream.rangeClosed(1, 22).boxed();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void rowsAreThoseOfAnotherEngine(int number) throws SQLException {
    String query = TpchTables.query(number);
    SameRows.differenceInOrder(TestTpch.rows(session.sql(query)), duck.rows(query))
        .ifPresent(difference -> assertEquals("", difference, query));
  }

  /** Bytes put aside by node, of which those below are taken off. */
  private static Map<String, Long> spilled(String query) {
    Map<String, Long> spilled = new TreeMap<>();
    String plan = session.sql("EXPLAIN ANALYZE " + query).first().getString(0);
    List<String> lines = plan.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      long own = bytes(lines.get(i));
      for (int below = i + 1; below < lines.size(); below++) {
        if (depth(lines.get(below)) <= depth(lines.get(i))) break;
        if (depth(lines.get(below)) == depth(lines.get(i)) + 1) own -= bytes(lines.get(below));
      }
      if (own > 0) spilled.merge(Coverage.name(lines.get(i)), own, Long::sum);
    }
    return spilled;
  }

  private static int depth(String line) {
    int place = 0;
    while (place < line.length() && !Character.isLetter(line.charAt(place))) place++;
    return place / 2;
  }

  private static long bytes(String line) {
    int end = line.indexOf(" bytes spilled");
    if (end < 0) return 0;
    return Long.parseLong(line.substring(line.lastIndexOf(' ', end - 1) + 1, end));
  }

  /** Most give one row of what they have, since comparing many rows takes longest. */
  private static final Map<String, String> SPILLING =
      Map.of(
          "Aggregate",
          "SELECT count(*), sum(n), sum(q * n), min(m), max(l_partkey) FROM (SELECT l_orderkey,"
              + " l_partkey, count(*) AS n, sum(l_quantity) AS q, max(l_comment) AS m FROM lineitem"
              + " GROUP BY l_orderkey, l_partkey)",
          "HashJoin",
          "SELECT count(*), count(o_orderkey), sum(l_linenumber), min(o_comment), max(l_comment) FROM"
              + " orders RIGHT JOIN lineitem ON o_orderkey = l_orderkey AND o_comment < l_comment",
          "Sort",
          "SELECT l_comment, l_orderkey, l_linenumber FROM lineitem WHERE l_orderkey % 3 = 0 ORDER BY"
              + " l_comment, l_orderkey, l_linenumber",
          "Window",
          "SELECT count(*), sum(n * l_linenumber), sum(s) FROM (SELECT l_linenumber, row_number() OVER"
              + " (PARTITION BY l_returnflag ORDER BY l_comment, l_orderkey, l_linenumber) AS n,"
              + " sum(l_quantity) OVER (PARTITION BY l_returnflag) AS s FROM lineitem WHERE l_orderkey"
              + " % 3 = 0)");

  @ParameterizedTest
  @ValueSource(strings = {"Aggregate", "HashJoin", "Sort", "Window"})
  void spills(String operator) throws SQLException {
    String query = SPILLING.get(operator);
    Map<String, Long> spilled = spilled(query);
    assertTrue(spilled.getOrDefault(operator, 0L) > 0, () -> query + " spilled " + spilled);
    SameRows.differenceInOrder(TestTpch.rows(session.sql(query)), duck.rows(query))
        .ifPresent(difference -> assertEquals("", difference, query));
  }

  /** Those kinds of joins that keep rows of the side that is built. */
  @Test
  void joinsOfAllKindsSpillAndAgree() throws SQLException {
    for (String kind : List.of("JOIN", "LEFT JOIN", "FULL JOIN", "SEMI JOIN", "ANTI JOIN")) {
      String query =
          "SELECT count(*) AS n, sum(a.l_linenumber) AS s, min(a.l_comment) AS c FROM (SELECT * FROM"
              + " lineitem WHERE l_orderkey % 3 = 0) a "
              + kind
              + " (SELECT * FROM lineitem WHERE l_orderkey % 3 = 0 AND l_quantity > 10) b ON a.l_orderkey = b.l_orderkey AND"
              + " a.l_linenumber = b.l_linenumber + 1 AND a.l_comment <> b.l_comment";
      Map<String, Long> spilled = spilled(query);
      assertTrue(spilled.getOrDefault("HashJoin", 0L) > 0, () -> query + " spilled " + spilled);
      SameRows.difference(TestTpch.rows(session.sql(query)), duck.rows(query))
          .ifPresent(difference -> assertEquals("", difference, query));
    }
  }
}
