package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ANALYZE finds out, who tells it, and what becomes of it. */
final class TestTableStatistics {
  @TempDir private Path folder;

  private BrasaSession session;

  @BeforeEach
  void open() throws IOException {
    session = BrasaSession.builder().master("local[2]").build();
    for (String name : List.of("first", "last")) table(name, "a STRING, b STRING", rows(40, 40));
    table("middle", "a STRING, b STRING", rows(1_000, 500));
    table("few", "key STRING, name STRING", "k1|x\nk2|x\nk2|x\nk3|y\n");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static String rows(int count, int values) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++)
      rows.append('a').append(i % values).append("|b").append(i % values).append('\n');
    return rows.toString();
  }

  private void table(String name, String schema, String rows) throws IOException {
    Path file = Files.createDirectories(folder.resolve(name)).resolve("all.rows");
    Files.writeString(file, rows);
    session
        .read()
        .format("rows")
        .schema(schema)
        .load(file.getParent().toString())
        .createOrReplaceTempView(name);
  }

  private List<String> told(String statement) {
    List<String> rows = new ArrayList<>();
    for (Row row : session.sql(statement).collectAsList()) rows.add(row.mkString("|"));
    return rows;
  }

  @Test
  void rowsAreCounted() {
    session.sql("ANALYZE TABLE few COMPUTE STATISTICS");
    assertTrue(told("DESCRIBE EXTENDED few").contains("Statistics|1 bytes, 4 rows|"));
    String plan = told("EXPLAIN COST SELECT * FROM few").getFirst();
    assertTrue(plan.contains("rowCount=4)"), plan);
    assertTrue(told("DESCRIBE few").contains("key|string|null"));
  }

  @Test
  void columnsAreLookedAt() {
    session.sql("ANALYZE TABLE few COMPUTE STATISTICS FOR COLUMNS key");
    List<String> key = told("DESCRIBE EXTENDED few key");
    assertTrue(
        key.containsAll(
            List.of("col_name|key", "data_type|string", "distinct_count|3", "num_nulls|0")),
        key.toString());
    assertTrue(key.containsAll(List.of("min|k1", "max|k3", "avg_col_len|2.0")), key.toString());
    assertTrue(told("DESCRIBE EXTENDED few name").contains("distinct_count|NULL"));
    session.sql("ANALYZE TABLE few COMPUTE STATISTICS FOR ALL COLUMNS");
    assertTrue(told("DESCRIBE EXTENDED few name").contains("distinct_count|2"));
    session.sql("ANALYZE TABLE few COMPUTE STATISTICS");
    assertTrue(told("DESCRIBE EXTENDED few name").contains("distinct_count|2"), "kept");
  }

  @Test
  void allTablesAreLookedAt() {
    session.sql("CREATE TEMP VIEW asked AS SELECT count(*) AS n FROM few");
    session.sql("ANALYZE TABLES COMPUTE STATISTICS");
    assertTrue(told("DESCRIBE EXTENDED middle").contains("Statistics|1 bytes, 1000 rows|"));
    assertTrue(told("DESCRIBE EXTENDED asked").contains("Type|VIEW|"));
  }

  @Test
  void whatIsNoTableIsRefusedByName() {
    session.sql("CREATE TEMP VIEW asked AS SELECT count(*) AS n FROM few");
    EngineException query =
        assertThrows(
            EngineException.class, () -> session.sql("ANALYZE TABLE asked COMPUTE STATISTICS"));
    assertEquals(SqlError.SQL_UNSUPPORTED, query.code());
    assertTrue(query.getMessage().contains("asked is a query"), query.getMessage());
    EngineException column =
        assertThrows(
            EngineException.class,
            () -> session.sql("ANALYZE TABLE few COMPUTE STATISTICS FOR COLUMNS nam"));
    assertEquals(SqlError.COLUMN_NOT_FOUND, column.code());
  }

  /** The tables in the order of the plan, which shows what is probed with before what is built. */
  private String order(String outer, String other) {
    String query =
        "SELECT count(*) FROM "
            + outer
            + " x JOIN middle ON x.a = middle.a JOIN "
            + other
            + " y ON middle.b = y.b";
    StringBuilder scans = new StringBuilder();
    session
        .sql("EXPLAIN EXTENDED " + query)
        .collectAsList()
        .getFirst()
        .getString(0)
        .lines()
        .dropWhile(line -> !line.contains("Optimized"))
        .takeWhile(line -> !line.contains("Physical"))
        .filter(line -> line.contains("Scan "))
        .map(line -> line.replaceAll(".*Scan (\\w+).*", "$1"))
        .forEach(line -> scans.append(line).append(' '));
    return scans.toString();
  }

  /** Nothing is known of the tables before, so one of the two orders has the larger one first. */
  @Test
  void joinOrdersChangeByThem() throws IOException {
    table("last", "a STRING, b STRING", rows(4_000, 40));
    String before = order("first", "last");
    String swapped = order("last", "first");
    for (String table : List.of("first", "middle", "last"))
      session.sql("ANALYZE TABLE " + table + " COMPUTE STATISTICS FOR ALL COLUMNS");
    boolean isChanged =
        !before.equals(order("first", "last")) || !swapped.equals(order("last", "first"));
    assertTrue(isChanged, before + " and " + swapped);
    // Now it is the sizes that decide, and not the order in which tables are named.
    assertEquals(order("first", "last"), order("last", "first"));
    assertNotEquals("", before);
  }

  @Test
  void whatHasChangedIsNotKnown() throws IOException {
    session.sql("ANALYZE TABLE few COMPUTE STATISTICS");
    table("few", "key STRING", "k1\n");
    assertTrue(
        told("DESCRIBE EXTENDED few").stream().noneMatch(line -> line.startsWith("Statistics")));
  }
}
