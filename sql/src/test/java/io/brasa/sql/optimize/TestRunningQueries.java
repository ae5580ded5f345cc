package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import io.brasa.sql.analysis.Asked;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the engine makes of queries, run-time filters and shared exchanges included, is what they
 * give when computed row by row as they stand.
 */
final class TestRunningQueries {
  private static final int ROUNDS = Integer.getInteger("brasa.rounds", 4) * 15;
  private static final Map<String, String> TABLES = Map.of("t", "a,b,k", "u", "a,c", "v", "x,y,k2");

  private static BrasaSession session;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").build();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  /** Tables for both, by a seed. */
  private static Asked tables(long seed) {
    Asked asked = new Asked();
    long number = seed;
    for (Map.Entry<String, String> table : new LinkedHashMap<>(TABLES).entrySet()) {
      SeededRows.Table rows = new SeededRows.Table(++number, List.of(table.getValue().split(",")));
      List<Attribute> output = new ArrayList<>();
      for (var field : rows.schema().fields())
        output.add(asked.ids().attribute(field.name(), field.dataType(), field.nullable()));
      asked.view(
          table.getKey(), new Relation.Analyzed(new LocalRows(output, rows.rows()), Origin.NONE));
      session
          .read()
          .format("seeded")
          .option("table", number + "," + table.getValue())
          .load()
          .createOrReplaceTempView(table.getKey());
    }
    return asked;
  }

  private static List<String> sorted(List<String> rows) {
    List<String> sorted = new ArrayList<>(rows);
    sorted.sort(null);
    return sorted;
  }

  private static List<String> expected(Asked asked, String query) {
    LogicalPlan plan = asked.plan(query);
    try {
      return sorted(
          new Interpreter(asked.context().settings())
              .rows(plan).stream().map(List::toString).toList());
    } catch (IllegalStateException severalRows) {
      return List.of("several rows");
    }
  }

  private static List<String> run(String query) {
    try {
      List<String> rows = new ArrayList<>();
      for (Row row : session.sql(query).collectAsList()) rows.add(row.toList().toString());
      return sorted(rows);
    } catch (EngineException e) {
      if (String.valueOf(e.getMessage()).contains("more than one row"))
        return List.of("several rows");
      throw e;
    }
  }

  @Test
  void queriesByChanceGiveWhatTheyGiveRowByRow() {
    long seed = Long.getLong("brasa.seed", new Random().nextLong() >> 8);
    int filtered = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long own = seed + 10L * i;
      Asked asked = tables(own);
      String query = new ChanceQuery(new Random(own)).text();
      List<String> expected = expected(asked, query);
      List<String> found;
      try {
        found = run(query);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + own + "\n" + query, e);
      }
      assertEquals(expected, found, () -> "seed " + own + "\n" + query);
      if (i % 2 == 0 && !isSeveral(expected) && analysed(query).contains("(only ")) filtered++;
    }
    if (ROUNDS >= 60) assertTrue(filtered > 0, "no run-time filter was made, seed " + seed);
  }

  /** Such a query fails, and shows no plan. */
  private static boolean isSeveral(List<String> expected) {
    return expected.equals(List.of("several rows"));
  }

  private static String analysed(String query) {
    return session.sql("EXPLAIN ANALYZE " + query).collectAsList().getFirst().getString(0);
  }
}
