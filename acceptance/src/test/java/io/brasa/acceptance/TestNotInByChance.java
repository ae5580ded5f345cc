package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.acceptance.chance.Chance;
import io.brasa.acceptance.chance.ChanceTables;
import io.brasa.sql.BrasaSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * NOT IN and its relatives over columns with nulls, correlated in all ways, give what another
 * engine gives. {@code -Dbrasa.seed=N} repeats one.
 */
final class TestNotInByChance {
  private static final int MOST_ROWS = 30_000;
  private static final List<String> NUMBERS = List.of("i", "j", "id", "i + 1", "nullif(j, 2)");
  private static final List<String> TABLES = List.of("t", "u", "v", "w", "nothing");

  @TempDir private static Path folder;

  private static BrasaSession session;
  private static DuckDb duck;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").config("sql.zone", "UTC").build();
    duck = new DuckDb();
    ChanceTables.make(folder, 11, session);
    for (String table : TABLES) duck.view(table, folder.resolve(table));
  }

  @AfterAll
  static void close() {
    if (session != null) session.close();
    if (duck != null) duck.close();
  }

  private static String query(Chance chance) {
    String inner =
        "SELECT " + of("r", chance) + " FROM " + chance.one(TABLES) + " r" + where(chance);
    String membership =
        of("l", chance)
            + chance.one(" NOT IN (", " NOT IN (", " IN (", " <> ALL (", " >= ALL (", " = ANY (")
            + inner
            + ")";
    String condition =
        chance.one(
            membership,
            membership,
            "NOT (" + membership + ")",
            "(" + membership + ") OR l.i = 3",
            "(" + membership + ") IS NULL",
            "coalesce(" + membership + ", l.b)");
    return "SELECT l.id, l.i, l.j FROM " + chance.one(TABLES) + " l WHERE " + condition;
  }

  private static String of(String table, Chance chance) {
    return chance.one(NUMBERS).replaceAll("\\b(id|i|j)\\b", table + ".$1");
  }

  private static String where(Chance chance) {
    StringBuilder where = new StringBuilder();
    for (int i = chance.below(4); i > 0; i--)
      where
          .append(where.isEmpty() ? " WHERE " : " AND ")
          .append(
              chance.one(
                  "r.s = l.s",
                  "r.b = l.b",
                  "r.b = l.b",
                  "r.d IS NOT DISTINCT FROM l.d",
                  "r.n < l.n",
                  "r.id <> l.id",
                  "(r.x > l.x OR r.s = l.s)",
                  "r.i IS NOT NULL",
                  "l.j > 2"));
    return where.toString();
  }

  @Test
  void rowsAreThoseOfThreeValuedLogic() throws Exception {
    Long wanted = Long.getLong("brasa.seed");
    long first = wanted != null ? wanted : System.nanoTime();
    int count = wanted != null ? 1 : Integer.getInteger("brasa.count", 250);
    System.out.println("seeds from " + first);
    int withRows = 0;
    for (long seed = first; seed < first + count; seed++) {
      Map<String, Integer> features = new TreeMap<>();
      String query = query(new Chance(seed, features));
      session.conf().set("sql.broadcast", seed % 2 == 0 ? "64m" : "0");
      session.conf().set("sql.operator.memory", seed % 3 == 0 ? "100k" : "0");
      List<List<Object>> expected = duck.rows(query, MOST_ROWS);
      List<List<Object>> ours = TestTpch.rows(session.sql(query));
      if (!ours.isEmpty()) withRows++;
      long at = seed;
      SameRows.difference(ours, expected)
          .ifPresent(
              difference -> assertEquals("", "seed " + at + "\n" + query + "\n" + difference));
    }
    assertTrue(wanted != null || withRows > count / 4, withRows + " of " + count + " have rows");
  }

  /** Trying all pairs would take more than a minute. */
  @Test
  void correlatedNotInLooksUpWhatItIsCorrelatedBy() {
    String query =
        "SELECT count(*) FROM big l WHERE l.i NOT IN (SELECT r.i + 1 FROM big r WHERE r.j = l.j)";
    String plan = session.sql("EXPLAIN " + query).collectAsList().getFirst().getString(0);
    assertTrue(plan.contains("HashJoin NULL_AWARE_ANTI"), plan);
    session.sql(query).collectAsList();
  }
}
