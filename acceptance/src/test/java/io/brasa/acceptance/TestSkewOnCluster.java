package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.sql.BrasaSession;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks in several processes read what some map tasks wrote of a partition that is too large. */
@Tag("slow")
final class TestSkewOnCluster {
  private static final String FIGURES =
      "SELECT count(*), sum(n.id), sum(s.payload % 1000) FROM (SELECT CASE WHEN id % 10 < 9 THEN 7"
          + " ELSE id % 1000 END AS k, xxhash64(id) AS payload FROM range(0, 400000, 1, 4)) s JOIN"
          + " range(0, 2000, 1, 3) n ON s.k = n.id";

  @TempDir private Path folder;

  @Test
  void rowsOfOneKeyAreSharedByProcesses() {
    BrasaContext.Builder context =
        BrasaContext.builder()
            .master("local-cluster[2,1,1g]")
            .set("local.folder", folder.resolve("local").toString());
    try (BrasaSession session = BrasaSession.builder(context).build()) {
      String expected = session.sql(FIGURES).collectAsList().toString();
      session.conf().set("sql.broadcast", "0");
      assertEquals(expected, session.sql(FIGURES).collectAsList().toString());
      String plan =
          session.sql("EXPLAIN ANALYZE " + FIGURES).collectAsList().getFirst().getString(0);
      assertTrue(plan.contains("is divided among"), plan);
    }
  }
}
