package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be put aside fails by name when the account refuses it, and not before. */
final class TestWhatMustFit {
  private static BrasaSession session;

  @BeforeAll
  static void open() {
    session =
        BrasaSession.builder()
            .master("local[2]")
            .config("memory", "24m")
            .config("sql.partitions", "2")
            .config("sql.operator.memory", "1m")
            .build();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static final String ROWS =
      "(SELECT id, if(id % 3 = 0, NULL, id) AS v FROM range(0, COUNT, 1, 2))";

  private static String asked(String function, long count) {
    return "SELECT count(x), min(id) FROM (SELECT id, "
        + function
        + " AS x FROM "
        + ROWS.replace("COUNT", Long.toString(count))
        + ")";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(v) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING)",
        "max(v) OVER (PARTITION BY id % 1 ORDER BY id RANGE BETWEEN 5 PRECEDING AND CURRENT ROW)",
        "nth_value(v, 3) OVER (ORDER BY id)",
        "lag(v) IGNORE NULLS OVER (ORDER BY id)",
        "collect_list(v) OVER (PARTITION BY id % 1)"
      })
  void windowsWhosePartitionsAreTooLargeSaySo(String function) {
    long few = 40_000;
    assertEquals(
        0L, session.sql(asked(function, few)).collectAsList().getFirst().getLong(1), function);
    EngineException error =
        assertThrows(
            EngineException.class, () -> session.sql(asked(function, 3_000_000)).collectAsList());
    assertRefused(error, function.substring(0, function.indexOf('(')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"collect_list(id)", "collect_set(id)", "percentile(id, 0.3)"})
  void statesOfOneGroupThatAreTooLargeSaySo(String aggregate) {
    for (String grouping : new String[] {"", " GROUP BY id % 1"}) {
      String query = "SELECT " + aggregate + " FROM range(0, 4000000, 1, 2)" + grouping;
      EngineException error =
          assertThrows(EngineException.class, () -> session.sql(query).collectAsList(), query);
      assertRefused(error, aggregate.substring(0, aggregate.indexOf('(')));
      String small = query.replace("4000000", "50000");
      assertEquals(1, session.sql(small).collectAsList().size(), small);
    }
  }

  /** Each row has a list of all before it. */
  @Test
  void whatFramesGiveIsCounted() {
    EngineException error =
        assertThrows(
            EngineException.class,
            () ->
                session
                    .sql("SELECT collect_list(id) OVER (ORDER BY id) FROM range(30000)")
                    .collectAsList());
    assertRefused(error, "collect_list");
  }

  private static void assertRefused(EngineException error, String function) {
    assertEquals(RuntimeError.MEMORY_EXHAUSTED, error.code(), error::getMessage);
    assertTrue(error.getMessage().contains(function), error::getMessage);
    assertTrue(error.getMessage().contains("setting memory"), error::getMessage);
  }
}
