package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What joins have built narrows the scans of the other side; equal parts of a plan are run once.
 */
final class TestRuntimeFilters {
  @TempDir private static Path folder;

  private static BrasaSession session;

  @BeforeAll
  static void open() throws IOException {
    session = BrasaSession.builder().master("local[2]").build();
    StringBuilder facts = new StringBuilder();
    for (int i = 0; i < 2_000; i++)
      facts
          .append("k")
          .append(i % 100)
          .append("|g")
          .append(i % 7)
          .append("|")
          .append(i)
          .append('\n');
    table("facts", "key STRING, part STRING, value STRING", facts.toString());
    table("chosen", "key STRING, name STRING", "k3|three\nk5|five\n");
    table("twice", "key STRING, name STRING", "k1|one\nk1|uno\nk3|tres\nk5|cinco\n");
    table("none", "key STRING, name STRING", "");
  }

  private static void table(String name, String schema, String rows) throws IOException {
    Path file = Files.createDirectory(folder.resolve(name)).resolve("all.rows");
    Files.writeString(file, rows);
    session
        .read()
        .format("rows")
        .schema(schema)
        .load(file.getParent().toString())
        .createOrReplaceTempView(name);
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

  private static String analysed(String query) {
    return rows("EXPLAIN ANALYZE " + query);
  }

  private static String scan(String plan, String table) {
    return plan.lines()
        .filter(line -> line.contains("Scan") && line.contains(table))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsBuiltNarrowsTheScanOfWhatProbes() {
    String query =
        "SELECT name, count(value), count(part) FROM facts JOIN chosen ON facts.key = chosen.key GROUP"
            + " BY name ORDER BY name";
    assertEquals("five,20,20 three,20,20", rows(query));
    String plan = analysed(query);
    assertTrue(scan(plan, "facts").contains("only key among"), plan);
  }

  /** What a value is compared with is known before the larger table is read. */
  @Test
  void valuesOfSubQueriesNarrowScans() {
    String query =
        "SELECT count(*) FROM facts WHERE key = (SELECT key FROM chosen WHERE name = 'three')";
    assertEquals("20", rows(query));
    String plan = analysed(query);
    assertTrue(scan(plan, "facts").contains("only key among"), plan);
    EngineException tooMany =
        assertThrows(
            EngineException.class,
            () -> rows("SELECT count(*) FROM facts WHERE key = (SELECT key FROM twice)"));
    assertEquals(SqlError.SUBQUERY_TOO_MANY_ROWS, tooMany.code());
    assertEquals("0", rows("SELECT count(*) FROM facts WHERE key = (SELECT key FROM none)"));
    assertEquals("2000", rows("SELECT count(*) FROM facts WHERE (SELECT key FROM none) IS NULL"));
  }

  @Test
  void groupsThatNobodyWantsAreNotMade() {
    String query =
        "SELECT name, n FROM chosen JOIN (SELECT key, count(*) AS n FROM facts GROUP BY key) f ON"
            + " f.key = chosen.key WHERE name = 'three'";
    assertEquals("three,20", rows(query));
    String plan = analysed(query);
    assertTrue(scan(plan, "facts").contains("only key among"), plan);
  }

  @Test
  void anEmptyInputEmptiesTheOther() {
    String query = "SELECT count(*) FROM facts JOIN none ON facts.key = none.key";
    assertEquals("0", rows(query));
    assertTrue(scan(analysed(query), "facts").contains("no keys"));
  }

  @Test
  void rowsThatStayWithoutPartnerAreLeftAlone() {
    for (String kind : List.of("LEFT JOIN", "FULL JOIN", "LEFT ANTI JOIN")) {
      String query = "SELECT facts.key FROM facts " + kind + " chosen ON facts.key = chosen.key";
      String plan = analysed(query);
      assertFalse(scan(plan, "facts").contains("only key among"), plan);
    }
  }

  @Test
  void rowsThatAreCutAreLeftAlone() {
    String query =
        "SELECT count(*) FROM (SELECT key FROM facts LIMIT 50) f JOIN chosen ON f.key = chosen.key";
    String plan = analysed(query);
    assertFalse(scan(plan, "facts").contains("only key among"), plan);
  }

  @Test
  void aCommonTableIsGroupedOnce() {
    String query =
        "WITH sums AS (SELECT part, count(*) AS n FROM facts GROUP BY part) SELECT part, n FROM sums"
            + " WHERE n = (SELECT max(n) FROM sums) ORDER BY part";
    assertEquals("g0,286 g1,286 g2,286 g3,286 g4,286", rows(query));
    // The plan shows the shared part twice, with the columns of the one that is run.
    String plan = analysed(query);
    List<String> scans = plan.lines().filter(line -> line.contains("Scan ")).toList();
    assertEquals(2, scans.size(), plan);
    assertEquals(
        1, scans.stream().map(line -> line.substring(line.indexOf("Scan "))).distinct().count());
  }

  @Test
  void whatGivesTwoRowsForOneIsToldThoughAnotherJoinLeavesTheRowOut() {
    // Of k1, for which there are two names, the join with what is chosen keeps no row.
    String query =
        "SELECT max(n) FROM (SELECT key, (SELECT name FROM twice WHERE twice.key = facts.key) AS n"
            + " FROM facts) f JOIN chosen ON f.key = chosen.key";
    EngineException error = assertThrows(EngineException.class, () -> rows(query));
    assertEquals(SqlError.SUBQUERY_TOO_MANY_ROWS, error.code());
    String plan = analysed(query.replace("twice", "chosen"));
    assertFalse(scan(plan, "facts").contains("only key among"), plan);
  }
}
