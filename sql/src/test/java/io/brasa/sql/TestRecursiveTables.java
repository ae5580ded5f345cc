package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables of {@code WITH RECURSIVE}: what they give, how they end, and how they are shown. */
final class TestRecursiveTables {
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();

  @AfterEach
  void close() {
    session.close();
  }

  private List<String> rows(String query) {
    return session.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  /** Distances in a random graph, found by a queue and by joins of each step with all edges. */
  @Test
  void stepsOverAGraphFindWhatAQueueFinds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int nodes = 60;
    List<Row> edges = new ArrayList<>();
    for (int i = 0; i < 90; i++) edges.add(Row.of(random.nextInt(nodes), random.nextInt(nodes)));
    session
        .createDataFrame(
            edges,
            new io.brasa.columnar.type.StructType()
                .add("s", io.brasa.columnar.type.DataTypes.IntegerType)
                .add("t", io.brasa.columnar.type.DataTypes.IntegerType))
        .repartition(3)
        .createOrReplaceTempView("edges");
    TreeMap<Integer, Integer> distances = new TreeMap<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
    distances.put(0, 0);
    while (!queue.isEmpty()) {
      int at = queue.poll();
      for (Row edge : edges)
        if (edge.getInt(0) == at && !distances.containsKey(edge.getInt(1))) {
          distances.put(edge.getInt(1), distances.get(at) + 1);
          queue.add(edge.getInt(1));
        }
    }
    List<String> expected = new ArrayList<>();
    distances.forEach((node, distance) -> expected.add("[" + node + "," + distance + "]"));
    assertEquals(
        expected,
        rows(
            "WITH RECURSIVE reach(n, d) AS (SELECT 0, 0 UNION ALL"
                + " (SELECT DISTINCT t, d + 1 FROM edges JOIN reach ON s = n WHERE d < "
                + nodes
                + ")) SELECT n, min(d) FROM reach GROUP BY n ORDER BY n"),
        "seed " + seed);
  }

  @Test
  void whatReadsThemIsPlannedAsUsual() {
    session.sql(
        "CREATE TEMP VIEW r AS WITH RECURSIVE r(n, sq) AS (SELECT 1, 1 UNION ALL"
            + " SELECT n + 1, (n + 1) * (n + 1) FROM r WHERE n < 50) SELECT * FROM r");
    assertEquals(List.of("[36]", "[49]"), rows("SELECT sq FROM r WHERE n IN (6, 7) ORDER BY 1"));
    assertEquals(
        List.of("[50]"), rows("SELECT count(*) FROM r a JOIN r b ON a.n = b.n AND b.sq > 0"));
    assertEquals(
        List.of("[1275]"), rows("SELECT sum(id) FROM range(100) WHERE id IN (SELECT n FROM r)"));
    DataFrame kept = session.table("r").cache();
    assertEquals(50, kept.count());
    assertEquals(List.of("[42925]"), rows("SELECT sum(sq) FROM r"));
    assertTrue(session.sql("SELECT sum(sq) FROM r").explainString("simple").contains("Scan kept"));
  }

  @Test
  void plansShowBothParts() {
    String plan =
        session
            .sql(
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r LIMIT 3")
            .explainString("simple");
    assertTrue(plan.contains("Recursive r [n"), plan);
    assertTrue(plan.contains("Scan last rows of r"), plan);
    String analysed =
        session
            .sql(
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 9) SELECT n FROM r")
            .explainString("analyze");
    assertTrue(analysed.contains("9 rows"), analysed);
  }

  @Test
  void enoughRowsEndThemAndTooManyAreRefused() {
    String endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) ";
    assertEquals(List.of("[4]", "[5]"), rows(endless + "SELECT n FROM r LIMIT 2 OFFSET 3"));
    EngineException error =
        assertThrows(EngineException.class, () -> rows(endless + "SELECT max(n) FROM r"));
    assertEquals(SqlError.RECURSION_LIMIT_EXCEEDED, error.code());
    assertTrue(
        error.getMessage().contains("r has come to no end after 100 levels"), error.getMessage());
    EngineException many =
        assertThrows(
            EngineException.class,
            () ->
                rows(
                    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL"
                        + " SELECT n FROM r LATERAL VIEW explode(sequence(1, 40)) e AS x) SELECT count(*) FROM r"));
    assertEquals(SqlError.RECURSION_LIMIT_EXCEEDED, many.code());
    assertTrue(many.getMessage().contains("more than 1000000 rows"), many.getMessage());
  }
}
