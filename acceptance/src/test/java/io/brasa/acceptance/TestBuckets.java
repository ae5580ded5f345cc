package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in buckets: where rows lie, and that joins and groupings by that move none. */
final class TestBuckets {
  @TempDir private Path folder;
  private BrasaSession session;

  @BeforeEach
  void open() {
    session = BrasaSession.builder().master("local[2]").config("sql.warehouse", folder).build();
    orders("orders", 4, "parquet");
    session
        .sql("SELECT id, id AS customer, concat('c', id) AS name FROM range(50)")
        .write()
        .bucketBy(4, "id")
        .sortBy("id")
        .saveAsTable("customers");
  }

  private void orders(String name, int count, String format) {
    session
        .sql("SELECT id AS number, id % 70 AS customer, id * 2 AS price FROM range(1000)")
        .write()
        .format(format)
        .bucketBy(count, "customer")
        .saveAsTable(name);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<String> rows(String query) {
    return session.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  private String plan(String query) {
    return session.sql("EXPLAIN " + query).first().getString(0);
  }

  private static long exchanges(String plan) {
    return plan.lines().filter(line -> line.contains("Exchange")).count();
  }

  private void assertSame(String query, String plain) {
    assertEquals(rows(plain), rows(query), query);
  }

  private static String withoutBuckets(String query) {
    return query
        .replace(
            "orders",
            "(SELECT id AS number, id % 70 AS customer, id * 2 AS price FROM range(1000))")
        .replace(
            "customers", "(SELECT id, id AS customer, concat('c', id) AS name FROM range(50))");
  }

  @Test
  void joinsOfEqualBucketsMoveNothing() {
    for (String kind : List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "LEFT SEMI JOIN")) {
      String query =
          "SELECT count(*), sum(o.price) FROM orders o "
              + kind
              + " customers c ON o.customer = c.id";
      String plan = plan(query);
      assertEquals(2, plan.lines().filter(l -> l.contains("by 4 buckets")).count(), plan);
      assertEquals(1, exchanges(plan), () -> "but for the sum's: " + plan);
      assertSame(query, withoutBuckets(query));
    }
  }

  @Test
  void groupingsByBucketsMoveNothing() {
    String query = "SELECT customer, sum(price) FROM orders WHERE number > 10 GROUP BY customer";
    String plan = plan(query);
    assertEquals(0, exchanges(plan), plan);
    String ordered = query + " ORDER BY customer";
    assertSame(ordered, withoutBuckets(ordered));
    assertFalse(plan("SELECT number, price FROM orders").contains("buckets"));
    assertEquals(1, exchanges(plan("SELECT number, sum(price) FROM orders GROUP BY number")));
    assertEquals(
        0,
        exchanges(
            plan(
                "SELECT customer, number, row_number() OVER (PARTITION BY customer ORDER BY number)"
                    + " FROM orders")));
  }

  @Test
  void theOtherSideIsDividedAsTheBucketsAre() {
    String query =
        "SELECT count(*), sum(o.price + v.id) FROM orders o JOIN (SELECT id % 30 AS k, id FROM range(100)) v"
            + " ON o.customer = v.k";
    String plan = plan(query);
    assertTrue(plan.contains("by 4 buckets"), plan);
    assertEquals(2, exchanges(plan), plan);
    assertSame(query, withoutBuckets(query));
    orders("others", 3, "parquet");
    String different = "SELECT count(*) FROM orders o JOIN others p ON o.customer = p.customer";
    assertEquals(2, exchanges(plan(different)), () -> plan(different));
    assertSame(different, withoutBuckets(different).replace("others", withoutBuckets("orders")));
  }

  @Test
  void keysOfOtherTypesAreDividedAnew() {
    String query =
        "SELECT count(*) FROM orders o JOIN customers c ON CAST(o.customer AS INT) = CAST(c.id AS INT)";
    assertTrue(exchanges(plan(query)) >= 2, () -> plan(query));
    assertSame(query, withoutBuckets(query));
  }

  @Test
  void bucketsStayAcrossStatementsAndFormats() throws IOException {
    for (String format : List.of("csv", "json", "parquet")) {
      session.sql("DROP TABLE IF EXISTS t");
      session.sql(
          "CREATE TABLE t (k STRING, v INT, p INT) USING "
              + format
              + " PARTITIONED BY (p) CLUSTERED BY (k) SORTED BY (v) INTO 3 BUCKETS");
      session.sql("INSERT INTO t SELECT concat('k', id % 7), id, id % 2 FROM range(100)");
      session.sql("INSERT INTO t SELECT concat('k', id % 9), id, 5 FROM range(100)");
      session.sql("UPDATE t SET v = v + 1 WHERE k = 'k3'");
      session.sql("DELETE FROM t WHERE k = 'k4'");
      String query = "SELECT k, count(*), sum(v) FROM t GROUP BY k ORDER BY k";
      String plan = plan("SELECT k, count(*), sum(v) FROM t GROUP BY k");
      assertEquals(0, exchanges(plan), plan);
      assertEquals(
          rows(query.replace("FROM t", "FROM (SELECT concat(k, '') AS k, v FROM t)")), rows(query));
      assertEquals(List.of("[175]"), rows("SELECT count(*) FROM t"));
    }
    // What was written lies where this says, whatever release wrote it: the hash may not change.
    session.sql("CREATE TABLE pinned (k BIGINT, s STRING) CLUSTERED BY (k, s) INTO 8 BUCKETS");
    session.sql("INSERT INTO pinned VALUES (1, 'a')");
    try (Stream<Path> files = Files.walk(folder.resolve("default.db"))) {
      List<String> names =
          files
              .filter(
                  file ->
                      file.toString().contains("pinned-") && file.toString().endsWith(".parquet"))
              .map(file -> file.getFileName().toString())
              .toList();
      assertEquals(1, names.size(), names.toString());
      assertEquals("00005", names.getFirst().split("-")[2].substring(0, 5), names.toString());
    }
  }
}
