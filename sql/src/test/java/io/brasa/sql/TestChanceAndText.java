package io.brasa.sql;

import static io.brasa.sql.functions.col;
import static io.brasa.sql.functions.rand;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions of chance and of JSON, addresses, ranks. */
final class TestChanceAndText {
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();

  @AfterEach
  void close() {
    session.close();
  }

  private Row one(String expressions) {
    return session.sql("SELECT " + expressions).head();
  }

  private List<Row> rows(String query) {
    return session.sql(query).collectAsList();
  }

  @Test
  void chanceIsTheSameHoweverOftenTheQueryRuns() {
    DataFrame drawn = session.range(0, 10_000, 1, 4).select(col("id"), rand().as("r"));
    assertEquals(drawn.collectAsList(), drawn.collectAsList());
    assertEquals(drawn.filter("r < 0.5").count(), drawn.filter("r < 0.5").count());
    // Sorting samples the rows first, and reads them again.
    assertEquals(drawn.orderBy("r").collectAsList(), drawn.orderBy("r").collectAsList());
    assertEquals(
        session.range(100).selectExpr("rand(7)").collectAsList(),
        session.range(100).selectExpr("rand(7)").collectAsList());
    assertNotEquals(
        session.range(100).selectExpr("rand()").collectAsList(),
        session.range(100).selectExpr("rand()").collectAsList());
  }

  @Test
  void chanceIsSpreadEvenlyAndDiffersByPartition() {
    Row spread =
        session
            .range(0, 40_000, 1, 4)
            .selectExpr("rand(1) AS r", "randn(2) AS n", "uuid() AS u", "spark_partition_id() AS p")
            .selectExpr(
                "avg(r)",
                "min(r) >= 0 AND max(r) < 1",
                "avg(n)",
                "stddev(n)",
                "count(DISTINCT u)",
                "count(DISTINCT r)",
                "count(DISTINCT p)")
            .head();
    assertEquals(0.5, spread.getDouble(0), 0.02);
    assertTrue(spread.getBoolean(1));
    assertEquals(0, spread.getDouble(2), 0.05);
    assertEquals(1, spread.getDouble(3), 0.05);
    assertEquals(40_000, spread.getLong(4));
    assertTrue(spread.getLong(5) > 39_990);
    assertEquals(4, spread.getLong(6));
  }

  @Test
  void rowsGetIdsThatIncrease() {
    DataFrame numbered =
        session.range(0, 1_000, 1, 3).selectExpr("id", "monotonically_increasing_id() AS n");
    List<Row> rows = numbered.orderBy("id").collectAsList();
    assertEquals(0L, rows.getFirst().getLong(1));
    for (int i = 1; i < rows.size(); i++)
      assertTrue(rows.get(i).getLong(1) > rows.get(i - 1).getLong(1), rows.get(i).toString());
    assertEquals(2L << 33, rows.get(667).getLong(1) & ~0x1FFFFFFFFL);
  }

  @Test
  void ranksAreValuesOfTheRows() {
    String values = " FROM VALUES (0), (6), (7), (9), (10), (NULL) AS t(x)";
    assertEquals(List.of(Row.of(7)), rows("SELECT percentile_approx(x, 0.5)" + values));
    assertEquals(
        List.of(Row.of(List.of(0, 7, 10))),
        rows("SELECT approx_percentile(x, array(0.0, 0.5, 1.0), 100)" + values));
    assertEquals(
        List.of(Row.of(java.time.LocalDate.of(2026, 1, 2))),
        rows(
            "SELECT percentile_approx(d, 0.5) FROM VALUES (DATE'2026-01-03'), (DATE'2026-01-02'),"
                + " (DATE'2026-01-01') AS t(d)"));
    assertEquals(
        List.of(Row.of(-0.5)),
        rows("SELECT percentile_approx(x, 0.5) FROM VALUES (-2.5D), (-0.5D), (1D) AS t(x)"));
    double[] quantiles =
        session.range(101).stat().approxQuantile("id", new double[] {0, 0.5, 1}, 0.01);
    assertEquals(List.of(0.0, 50.0, 100.0), java.util.Arrays.stream(quantiles).boxed().toList());
    assertEquals(8, session.range(10).summary().count());
  }

  @Test
  void theMostFrequentValueIsFound() {
    assertEquals(
        List.of(Row.of("b", 2)),
        rows(
            "SELECT mode(s), mode(n) FROM VALUES ('a', 2), ('b', 3), ('b', 3), (NULL, 2),"
                + " (NULL, NULL) AS t(s, n)"));
    assertEquals(
        List.of(Row.of(0L, 5L), Row.of(1L, 5L)),
        rows(
            "SELECT id % 2 AS k, mode(CASE WHEN id % 10 < 2 THEN id ELSE 5 END) FROM range(1000)"
                + " GROUP BY k ORDER BY k"));
  }

  @Test
  void generatorsKeepRowsIfAskedTo() {
    String values = " FROM VALUES (1, array('a', 'b')), (2, array()), (3, NULL) AS t(id, items)";
    assertEquals(
        List.of(Row.of(1, "a"), Row.of(1, "b"), Row.of(2, null), Row.of(3, null)),
        rows("SELECT id, explode_outer(items)" + values + " ORDER BY 1, 2"));
    assertEquals(
        List.of(Row.of(2, null, null), Row.of(3, null, null)),
        rows(
            "SELECT * FROM (SELECT id, posexplode_outer(items)"
                + values
                + ") WHERE pos IS NULL"
                + " ORDER BY id"));
  }

  @Test
  void piecesOfJsonAreFound() {
    String json = "'{\"a\":{\"b\":[1,{\"c\":\"x y\"},null]},\"d\":2.50,\"e\":null}'";
    assertEquals(
        Row.of("x y", "2.50", "[1,{\"c\":\"x y\"},null]", null, null, null),
        one(
            "get_json_object("
                + json
                + ", '$.a.b[1].c'), get_json_object("
                + json
                + ", '$.d'),"
                + "get_json_object("
                + json
                + ", '$.a.b'), get_json_object("
                + json
                + ", '$.e'),"
                + "get_json_object('{bad', '$.a'), get_json_object("
                + json
                + ", 'a')"));
    assertEquals(
        Row.of("[1,2]", "3"),
        one(
            "get_json_object('[{\"n\":1},{\"n\":2},{}]', '$[*].n'),"
                + " get_json_object('[{\"n\":3}]', '$[*][\\'n\\']')"));
    assertEquals(
        Row.of(3, null, List.of("a", "b")),
        one(
            "json_array_length('[1, [2], 3]'), json_array_length('{}'),"
                + " json_object_keys('{\"a\":1,\"b\":{\"c\":2}}')"));
    assertEquals(
        List.of(Row.of("1", "x"), Row.of((Object) null, null)),
        rows(
            "SELECT c0, c1 FROM VALUES ('{\"a\":1,\"b\":\"x\"}'), ('no') AS t(j)"
                + " LATERAL VIEW json_tuple(j, 'a', 'b') ORDER BY c0 DESC NULLS LAST"));
  }

  @Test
  void limitsAreConstantExpressions() {
    assertEquals(3, rows("SELECT id FROM range(10) LIMIT 1 + 2").size());
    assertEquals(2, rows("SELECT id FROM range(10) LIMIT least(5, 4) OFFSET 2 * 4").size());
    assertTrue(
        org.junit.jupiter.api.Assertions.assertThrows(
                RuntimeException.class, () -> rows("SELECT id FROM range(10) LIMIT 1 - 2"))
            .getMessage()
            .contains("-1"));
  }

  @Test
  void methodsReachTheSameFunctions() {
    Row row =
        session
            .range(0, 1, 1, 1)
            .select(
                functions.parse_url(functions.lit("http://a.b/c"), functions.lit("HOST")),
                functions.url_encode(functions.lit("a b")),
                functions.json_object_keys(functions.lit("{\"a\":1}")),
                functions.monotonically_increasing_id(),
                functions.spark_partition_id(),
                functions.uuid())
            .head();
    assertEquals("a.b", row.getString(0));
    assertEquals("a+b", row.getString(1));
    assertEquals(List.of("a"), row.get(2));
    assertEquals(0L, row.getLong(3));
    assertEquals(36, row.getString(5).length());
  }

  @Test
  void addressesAreTakenApart() {
    String address = "'https://ann@brasa.io:80/a/b?x=1&y=%20#end'";
    assertEquals(
        Row.of("brasa.io", "/a/b", "x=1&y=%20", "1", "end", "https", "ann@brasa.io:80", null),
        one(
            "parse_url("
                + address
                + ", 'HOST'), parse_url("
                + address
                + ", 'PATH'),"
                + "parse_url("
                + address
                + ", 'QUERY'), parse_url("
                + address
                + ", 'QUERY', 'x'),"
                + "parse_url("
                + address
                + ", 'REF'), parse_url("
                + address
                + ", 'PROTOCOL'),"
                + "parse_url("
                + address
                + ", 'AUTHORITY'), try_parse_url('a b', 'HOST')"));
    assertEquals(
        Row.of("a+b%2F%C3%BC", "a b/ü", null),
        one("url_encode('a b/ü'), url_decode('a+b%2F%C3%BC'), try_url_decode('%zz')"));
  }
}
