package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of text files without reading all of them, and of all files after ANALYZE. */
final class TestSampledStatistics {
  private static final int ROWS = 60_000;

  @TempDir private static Path folder;

  private static BrasaSession session;

  @BeforeAll
  static void open() throws IOException {
    session = BrasaSession.builder().master("local[2]").build();
    StringBuilder csv = new StringBuilder("id,colour,weight\n");
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      String weight = i % 4 == 0 ? "" : Integer.toString(i * 31 % 997);
      csv.append(i).append(",c").append(i % 12).append(',').append(weight).append('\n');
      json.append("{\"id\":").append(i).append(",\"colour\":\"c").append(i % 12).append("\"}\n");
    }
    Files.writeString(folder.resolve("things.csv"), csv);
    Files.writeString(folder.resolve("things.json"), json);
    Files.writeString(folder.resolve("broken.json"), "{\"id\":1}\n{{{\n");
    session
        .read()
        .option("header", "true")
        .schema("id INT, colour STRING, weight INT")
        .csv(folder.resolve("things.csv").toString())
        .createOrReplaceTempView("csv_things");
    session
        .read()
        .schema("id INT, colour STRING")
        .json(folder.resolve("things.json").toString())
        .createOrReplaceTempView("json_things");
    session
        .read()
        .schema("id INT")
        .option("mode", "FAILFAST")
        .json(folder.resolve("broken.json").toString())
        .createOrReplaceTempView("broken");
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static String text(String statement) {
    StringBuilder text = new StringBuilder();
    for (Row row : session.sql(statement).collectAsList())
      text.append(row.mkString("|")).append('\n');
    return text.toString();
  }

  private static long figure(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), text);
    return Long.parseLong(matcher.group(1));
  }

  private static void assertNear(double expected, double actual, double share) {
    assertTrue(Math.abs(actual - expected) <= expected * share, actual + " for " + expected);
  }

  @Test
  void rowsAndValuesOfTextFilesAreGuessedFromTheirBeginnings() {
    for (String table : List.of("csv_things", "json_things")) {
      String plan = text("EXPLAIN COST SELECT * FROM " + table);
      assertNear(ROWS, figure("rowCount=(\\d+)", plan), 0.25);
      String colours =
          text("EXPLAIN COST SELECT colour, count(*) FROM " + table + " GROUP BY colour");
      assertEquals(12, figure("Aggregate.*rowCount=(\\d+)", colours), colours);
      String ids = text("EXPLAIN COST SELECT id, count(*) FROM " + table + " GROUP BY id");
      assertNear(ROWS, figure("Aggregate.*rowCount=(\\d+)", ids), 0.25);
    }
  }

  @Test
  void whatIsAnalyzedIsCounted() {
    session.sql("ANALYZE TABLE csv_things COMPUTE STATISTICS FOR ALL COLUMNS");
    String table = text("DESCRIBE EXTENDED csv_things");
    assertTrue(table.contains(", " + ROWS + " rows"), table);
    String weight = text("DESCRIBE EXTENDED csv_things weight");
    assertEquals(ROWS / 4, figure("num_nulls\\|(\\d+)", weight));
    assertEquals(0, figure("min\\|(\\d+)", weight));
    assertEquals(996, figure("max\\|(\\d+)", weight));
    assertNear(997, figure("distinct_count\\|(\\d+)", weight), 0.06);
    String half = text("EXPLAIN COST SELECT * FROM csv_things WHERE weight < 498");
    assertNear(
        ROWS / 2.0, figure("rowCount=(\\d+)", half.substring(half.indexOf("Optimized"))), 0.3);
  }

  /** The query itself tells of the damage, and its plan is made nevertheless. */
  @Test
  void aSampleThatCannotBeReadTellsNothing() {
    String plan = text("EXPLAIN COST SELECT * FROM broken");
    assertTrue(plan.contains("rowCount="), plan);
  }
}
