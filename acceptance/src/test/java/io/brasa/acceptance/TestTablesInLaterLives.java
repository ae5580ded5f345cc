package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.BrasaContext;
import io.brasa.core.commit.Ownership;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.SaveMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables of an application whose driver ends without a word and is started again. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestTablesInLaterLives {
  @TempDir private Path folder;
  private final List<BrasaSession> lives = new ArrayList<>();

  /** Each life is a process of its own, and those before are dead. */
  private record Owner(String self) implements Ownership {
    @Override
    public boolean isDead(String owner) {
      return !owner.equals(self);
    }
  }

  private BrasaSession next() {
    BrasaContext.Builder context =
        BrasaContext.builder()
            .master("local[2]")
            .applicationId("tables")
            .ownership(new Owner("life_" + lives.size()))
            .set("journal", folder + "/journal");
    BrasaSession session =
        BrasaSession.builder(context).config("sql.warehouse", folder + "/warehouse").build();
    lives.add(session);
    return session;
  }

  @AfterEach
  void end() {
    for (BrasaSession life : lives) life.close();
  }

  private void givesInEachLife(String expected, Function<BrasaSession, String> program) {
    for (int life = 0; life < 3; life++)
      assertEquals(expected, program.apply(next()), "life " + life);
  }

  @Test
  void tablesOfTheCatalogGetTheirRowsOnce() {
    givesInEachLife(
        "[[a], [a], [ab]]",
        session -> {
          session.sql("CREATE TABLE IF NOT EXISTS t (k STRING) USING parquet");
          session.sql("INSERT INTO t VALUES ('a')");
          session.sql("INSERT INTO t SELECT concat(k, 'b') FROM t");
          session.sql("INSERT INTO t VALUES ('a')");
          return session.sql("SELECT k FROM t ORDER BY k").collectAsList().toString();
        });
  }

  @Test
  void filesOfATableAreReadAsTheyWereAndAddedOnce() {
    String path = folder + "/files";
    givesInEachLife(
        "[[1], [2]] [[1], [1], [2], [2]]",
        session -> {
          session
              .sql("SELECT 1 AS k UNION ALL SELECT 2")
              .write()
              .mode(SaveMode.Append)
              .parquet(path);
          String seen = session.read().parquet(path).orderBy("k").collectAsList().toString();
          session.read().parquet(path).write().mode(SaveMode.Append).parquet(path);
          return seen + " " + session.read().parquet(path).orderBy("k").collectAsList();
        });
  }
}
