package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Windows in sub-queries that are correlated by something else than an equality, against the same
 * sub-query run by itself for each value.
 */
final class TestCorrelatedWindows {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("j", DataTypes.IntegerType)
          .add("s", DataTypes.StringType);

  private static final List<String> CONDITIONS =
      List.of(
          "i.j < OUTER",
          "i.j >= OUTER AND i.id % 3 <> 1",
          "i.j <> OUTER",
          "i.j IS NULL OR i.j > OUTER",
          "OUTER IS NULL",
          "abs(i.j - OUTER) < 2");

  private static final List<String> WINDOWS =
      List.of(
          "row_number() OVER (PARTITION BY s ORDER BY id)",
          "sum(j) OVER (PARTITION BY s ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)",
          "lag(id) OVER (ORDER BY j DESC NULLS FIRST, id)",
          "count(*) OVER (PARTITION BY s)",
          "rank() OVER (PARTITION BY s ORDER BY j) + dense_rank() OVER (ORDER BY j)");

  private static final List<String> RESULTS =
      List.of("max(w)", "count(*)", "sum(w) FILTER (WHERE w > 3)", "count(DISTINCT w) + min(w)");

  @ParameterizedTest
  @ValueSource(strings = {"0", "100k"})
  void giveWhatEachValueGivesByItself(String memory) {
    SplittableRandom random = new SplittableRandom(5);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 1_500; id++)
      rows.add(
          RowFactory.create(
              id,
              random.nextInt(20) == 0 ? null : random.nextInt(5),
              random.nextInt(9) == 0 ? null : "s".repeat(random.nextInt(30))));
    try (BrasaSession session =
        BrasaSession.builder()
            .master("local[2]")
            .config("sql.operator.memory", memory)
            .config("sql.partitions", "3")
            .build()) {
      session.createDataFrame(rows, SCHEMA).createOrReplaceTempView("t");
      session.createDataFrame(rows.subList(0, 60), SCHEMA).createOrReplaceTempView("few");
      int looped = 0;
      for (int pair = 0; pair < CONDITIONS.size() * WINDOWS.size(); pair += 3) {
        String window = WINDOWS.get(pair % WINDOWS.size());
        String condition = CONDITIONS.get(pair / WINDOWS.size());
        String result = RESULTS.get(random.nextInt(RESULTS.size()));
        looped += compare(session, result, window, condition) ? 1 : 0;
      }
      assertTrue(looped > 6, looped + " in order");
    }
  }

  /** Returns whether rows were not sorted after they were joined. */
  private static boolean compare(
      BrasaSession session, String result, String window, String condition) {
    String query =
        "(SELECT %s FROM (SELECT *, %s AS w FROM t i WHERE %s) q)"
            .formatted(result, window, condition);
    String whole = "SELECT few.id, few.j, " + query.replace("OUTER", "few.j") + " AS v FROM few";
    Map<String, Object> known = new HashMap<>();
    for (Row row : session.sql(whole).collectAsList()) {
      String value = row.isNullAt(1) ? "CAST(NULL AS INT)" : row.get(1).toString();
      Object expected =
          known.computeIfAbsent(
              value,
              v ->
                  String.valueOf(
                      session.sql("SELECT " + query.replace("OUTER", v)).first().get(0)));
      assertEquals(expected, String.valueOf(row.get(2)), whole + " for " + value);
    }
    return session.sql("EXPLAIN " + whole).first().getString(0).contains("LoopJoin INNER in order");
  }
}
