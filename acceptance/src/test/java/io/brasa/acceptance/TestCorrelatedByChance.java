package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Correlated sub-queries of all forms over small tables with nulls give what another engine gives.
 * {@code -Dbrasa.seed=N} gives others.
 */
final class TestCorrelatedByChance {
  private static final long SEED = Long.getLong("brasa.seed", 47);
  private static final int ROWS = 7;

  private static BrasaSession session;
  private static DuckDb duck;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").config("sql.partitions", "2").build();
    duck = new DuckDb();
    Random random = new Random(SEED);
    System.out.println("seed " + SEED);
    for (List<String> table : CorrelatedQueries.TABLES) {
      String rows = "SELECT * FROM (VALUES " + values(random) + ") AS t" + columns(table);
      duck.run("CREATE TABLE " + table.getFirst() + " AS " + rows);
      session.sql("CREATE TEMPORARY VIEW " + table.getFirst() + " AS " + rows);
    }
  }

  @AfterAll
  static void close() {
    duck.close();
    session.close();
  }

  private static String columns(List<String> table) {
    return "(" + String.join(", ", table.subList(1, table.size())) + ")";
  }

  private static String values(Random random) {
    StringJoiner rows = new StringJoiner(", ");
    for (int i = 0; i < ROWS; i++) {
      StringJoiner row = new StringJoiner(", ", "(", ")");
      for (int j = 0; j < 3; j++)
        row.add(random.nextInt(6) == 0 ? "CAST(NULL AS INT)" : String.valueOf(random.nextInt(6)));
      rows.add(row.toString());
    }
    return rows.toString();
  }

  private static void compare(int count) throws SQLException {
    int filled = 0;
    for (int i = 0; i < count; i++) {
      String query = new CorrelatedQueries(new Random(SEED * 100_003 + i)).next();
      List<List<Object>> expected = duck.rows(query);
      List<List<Object>> ours =
          session.sql(query).collectAsList().stream().map(Row::toList).toList();
      assertEquals(Optional.empty(), SameRows.difference(ours, expected), query);
      if (!expected.isEmpty()) filled++;
    }
    assertTrue(filled > count / 2, filled + " of " + count + " have rows");
  }

  @Test
  void aHundredGiveTheSame() throws SQLException {
    compare(100);
  }

  @Tag("slow")
  @Test
  void thousandsGiveTheSame() throws SQLException {
    compare(4_000);
  }
}
