package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.sql.BrasaSession;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TPC-H in processes of their own, and with one of these killed in each query. */
@Tag("slow")
@Timeout(900)
final class TestTpchOnCluster {
  @TempDir private Path folder;

  /** Kills the process that ended a task, when told to. */
  private static final class Killer implements EventListener {
    private final Map<String, Long> processes = new ConcurrentHashMap<>();
    private final AtomicInteger endsLeft = new AtomicInteger(-1);
    private final AtomicInteger lost = new AtomicInteger();
    private final boolean isKilling;

    Killer(boolean isKilling) {
      this.isKilling = isKilling;
    }

    /** Now early, now late. */
    void prepare(int number) {
      if (isKilling) endsLeft.set(number % 3);
    }

    @Override
    public void on(Event event) {
      switch (event) {
        case Event.ExecutorAdded added -> processes.put(added.executor(), added.processId());
        case Event.ExecutorLost _ -> lost.incrementAndGet();
        case Event.TaskEnded ended when ended.isWinner() && endsLeft.getAndDecrement() == 0 ->
            ProcessHandle.of(processes.get(ended.executor()))
                .ifPresent(ProcessHandle::destroyForcibly);
        default -> {}
      }
    }
  }

  /** Runs some queries in a cluster of their own. */
  private void check(TpchTables tables, DuckDb duck, int from, int to, Killer killer)
      throws SQLException {
    BrasaContext.Builder context =
        BrasaContext.builder()
            .master("local-cluster[2,1,1g]")
            .set("local.folder", folder.resolve("local").toString())
            .listener(killer);
    try (BrasaSession session = BrasaSession.builder(context).build()) {
      tables.open(session);
      for (int number = from; number <= to; number++) {
        String query = TpchTables.query(number);
        killer.prepare(number);
        SameRows.differenceInOrder(TestTpch.rows(session.sql(query)), duck.rows(query))
            .ifPresent(difference -> assertEquals("", difference, query));
      }
    }
  }

  @Test
  void rowsAreThoseOfAnotherEngine() throws SQLException {
    TpchTables tables = TpchTables.make(folder.resolve("tables"), 0.1, 4);
    try (DuckDb duck = new DuckDb()) {
      tables.open(duck);
      check(tables, duck, 1, 22, new Killer(false));
    }
  }

  /** Processes that end too often in a minute are not started again: three to a cluster. */
  @Test
  void killedProcessesChangeNothing() throws SQLException {
    TpchTables tables = TpchTables.make(folder.resolve("tables"), 0.01, 4);
    int lost = 0;
    try (DuckDb duck = new DuckDb()) {
      tables.open(duck);
      for (int from = 1; from <= 22; from += 3) {
        Killer killer = new Killer(true);
        check(tables, duck, from, Math.min(22, from + 2), killer);
        lost += killer.lost.get();
      }
    }
    // The last task's process may die unnoticed.
    assertTrue(lost >= 16, lost + " processes were lost");
  }
}
