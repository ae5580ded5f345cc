package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Queries of an application whose driver ends without a word and is started again. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestLaterLivesOfQueries {
  @TempDir private Path folder;
  private final List<BrasaSession> lives = new ArrayList<>();
  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

  private BrasaSession next() {
    events.clear();
    BrasaSession session =
        BrasaSession.builder()
            .master("local[2]")
            .config("application.id", "queries")
            .config("journal", folder + "/journal")
            .getOrCreate();
    session.context().addListener(events::add);
    lives.add(session);
    return session;
  }

  @AfterEach
  void end() {
    for (BrasaSession life : lives) life.close();
  }

  private long tasks() {
    return events.stream().filter(Event.TaskStarted.class::isInstance).count();
  }

  @Test
  void theResultOfAQueryIsNotComputedAgain() {
    Function<BrasaSession, String> program =
        session ->
            session
                .sql("SELECT id % 3 AS k, sum(id) FROM range(1000) GROUP BY id % 3 ORDER BY k")
                .collectAsList()
                .toString();
    String answer = program.apply(next());
    long before = tasks();
    assertTrue(before > 1);
    BrasaSession second = next();
    assertEquals(answer, program.apply(second));
    // In one process map outputs end with the driver: these are made again, the result is not.
    assertEquals(1, events.stream().filter(Event.StageRecognised.class::isInstance).count());
    assertEquals(before - 1, tasks());
  }

  @Test
  void aTableIsSavedOnce() {
    String table = folder + "/table";
    Function<BrasaSession, Long> program =
        session -> {
          session
              .sql("SELECT CAST(id % 7 AS STRING) AS k FROM range(100)")
              .write()
              .format("rows")
              .save(table);
          return session
              .read()
              .format("rows")
              .schema(new StructType().add("k", DataTypes.StringType))
              .load(table)
              .filter("k = '3'")
              .count();
        };
    assertEquals(14, program.apply(next()));
    BrasaSession second = next();
    assertEquals(14, program.apply(second), "it is there, and this program has saved it");
    EngineException taken =
        assertThrows(
            EngineException.class,
            () -> second.sql("SELECT 'a' AS k").write().format("rows").save(table));
    assertEquals(CoreError.OUTPUT_EXISTS, taken.code());
  }
}
