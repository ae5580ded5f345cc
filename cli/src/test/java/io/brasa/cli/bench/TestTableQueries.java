package io.brasa.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestTableQueries {
  @TempDir Path folder;

  @Test
  void allQueriesOfTpcdsHaveATextWithoutSemicolon() {
    List<String> queries = TableQueries.tpcdsNames();
    assertEquals(103, queries.size());
    for (String query : queries) {
      String text = TableQueries.text("tpcds/q" + query + ".sql");
      assertFalse(text.isBlank() || text.endsWith(";"), query);
    }
  }

  @Test
  void sumsDoNotDependOnTheOrderOfRows() {
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      String rows =
          "select * from values (1, 'a', 1.5), (2, null, 0.0), (3, 'c', null) as t(x, y, z)";
      ResultSum up = TableQueries.sumOf(session.sql(rows + " order by x"));
      ResultSum down = TableQueries.sumOf(session.sql(rows + " order by x desc"));
      assertEquals(up.toString(), down.toString());
      assertTrue(up.toString().startsWith("3:"), up.toString());
    }
  }

  @Test
  void tablesThatAreNotThereAreNamedWithTheirVariable() {
    Path missing = folder.resolve("sf1");
    BenchSettings settings = BenchSettings.of(Map.of("PEERS_TPCDS", missing.toString()));
    EngineException e = assertThrows(EngineException.class, settings::tpcdsFolder);
    assertEquals(CliError.BENCHMARK_UNKNOWN, e.code());
    assertTrue(e.getMessage().contains(missing.toString()), e.getMessage());
    assertTrue(e.getMessage().contains("PEERS_TPCDS"), e.getMessage());
  }
}
