package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.error.SqlError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queries by chance give the rows that another engine gives. {@code -Dbrasa.seed=N} repeats one.
 */
final class TestQueriesByChance {
  /** Results of so many rows take longer to compare than they are worth. */
  private static final int MOST_ROWS = 30_000;

  @TempDir private static Path folder;

  private static BrasaSession session;
  private static DuckDb duck;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").config("sql.zone", "UTC").build();
    duck = new DuckDb();
    ChanceTables.make(folder, 7, session, duck);
  }

  @AfterAll
  static void close() {
    if (session != null) session.close();
    if (duck != null) duck.close();
  }

  /** What many queries came to. */
  private static final class Tally {
    final Map<String, Integer> features = new TreeMap<>();
    final Map<String, Integer> operators = new TreeMap<>();
    final List<String> wrong = new ArrayList<>();
    int queries;
    int withRows;
    int refusedByOther;
    int refusedByBoth;
    int unsupported;
    int tooLarge;

    void wrong(long seed, String query, String how) {
      wrong.add("seed " + seed + "\n" + query + "\n" + how);
    }

    @Override
    public String toString() {
      return queries
          + " queries, "
          + withRows
          + " with rows, "
          + refusedByOther
          + " refused by the other engine, "
          + refusedByBoth
          + " by both, "
          + unsupported
          + " not supported, "
          + tooLarge
          + " too large\n"
          + features
          + "\n"
          + operators;
    }
  }

  private static void check(long seed, Tally tally) {
    String query = new QueryMaker(new Chance(seed, tally.features)).query();
    if (Boolean.getBoolean("brasa.show")) System.out.println("seed " + seed + ": " + query);
    tally.queries++;
    settings(seed);
    List<List<Object>> expected = expected(query);
    if (expected != null && expected.size() == MOST_ROWS) {
      tally.tooLarge++;
      return;
    }
    try {
      List<List<Object>> ours = TestTpch.rows(session.sql(query));
      Operators.count(session, query, tally.operators);
      if (expected == null) {
        tally.refusedByOther++;
        return;
      }
      if (!ours.isEmpty()) tally.withRows++;
      SameRows.difference(ours, expected)
          .ifPresent(difference -> tally.wrong(seed, query, difference));
    } catch (RuntimeException e) {
      if (expected == null) tally.refusedByBoth++;
      else if (e instanceof EngineException known && known.code() == SqlError.SQL_UNSUPPORTED)
        tally.unsupported++;
      else tally.wrong(seed, query, stack(e));
    }
  }

  private static String stack(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Null if the other engine refuses. */
  private static List<List<Object>> expected(String query) {
    try {
      return duck.rows(query, MOST_ROWS);
    } catch (SQLException e) {
      if (Boolean.getBoolean("brasa.show")) System.out.println("refused: " + e.getMessage());
      return null;
    }
  }

  /** Small tables would all be broadcast, and everything would fit into memory. */
  private static void settings(long seed) {
    session.conf().set("sql.broadcast", seed % 2 == 0 ? "64m" : "0");
    session.conf().set("sql.operator.memory", seed % 3 == 0 ? "100k" : "0");
    session.conf().set("sql.partitions", seed % 5 == 0 ? "1" : "3");
  }

  private static void checkMany(int count) {
    Long wanted = Long.getLong("brasa.seed");
    Tally tally = new Tally();
    if (wanted != null) {
      check(wanted, tally);
    } else {
      long first = Long.getLong("brasa.first", System.nanoTime());
      System.out.println("seeds from " + first);
      for (long seed = first; seed < first + count; seed++) check(seed, tally);
    }
    System.out.println(tally);
    assertEquals(
        "",
        String.join("\n\n", tally.wrong.subList(0, Math.min(5, tally.wrong.size()))),
        tally.wrong.size() + " are wrong");
    if (wanted != null) return;
    // About 64 of a hundred have; of few queries chance may leave less.
    double leastWithRows = tally.queries >= 2_000 ? 0.6 : 0.5;
    assertTrue(tally.withRows >= tally.queries * leastWithRows, "too few have rows: " + tally);
    assertTrue(
        tally.refusedByOther <= tally.queries * 0.03, "too many cannot be compared: " + tally);
    assertTrue(tally.tooLarge <= tally.queries * 0.05, "too many are too large: " + tally);
    assertTrue(tally.unsupported <= tally.queries * 0.01, "too many are not supported: " + tally);
    assertFew(Operators.WANTED, tally.operators.keySet(), tally.queries);
    assertFew(Operators.FEATURES, tally.features.keySet(), tally.queries);
  }

  /** In thousands of queries there is everything, in hundreds nearly so. */
  private static void assertFew(List<String> wanted, Set<String> seen, int queries) {
    Set<String> missing = new LinkedHashSet<>(wanted);
    missing.removeAll(seen);
    assertTrue(
        missing.size() <= (queries >= 2_000 ? 0 : wanted.size() / 8), "no query had " + missing);
  }

  @Test
  void hundredsAgree() {
    checkMany(Integer.getInteger("brasa.count", 300));
  }

  @Test
  @Tag("slow")
  void thousandsAgree() {
    checkMany(5_000);
  }
}
