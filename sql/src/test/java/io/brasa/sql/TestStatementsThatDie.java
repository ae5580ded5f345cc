package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.commit.Ownership;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements whose process loses its files at some operation: others see all of it or nothing. */
@Tag("crash")
final class TestStatementsThatDie {
  @TempDir private Path folder;

  /** Files of a process that can use no more of them from some operation on. */
  private static final class Ending implements Storage {
    private final Storage storage = new LocalStorage();
    private final AtomicLong operations = new AtomicLong();
    private volatile long last = Long.MAX_VALUE;

    private <T> T pass(Supplier<T> operation) {
      if (operations.getAndIncrement() >= last) throw new IllegalStateException("dead");
      return operation.get();
    }

    @Override
    public List<StoredFile> list(String path) {
      return pass(() -> storage.list(path));
    }

    @Override
    public Optional<StoredFile> status(String path) {
      return pass(() -> storage.status(path));
    }

    @Override
    public InputStream open(String path, long offset, long length) {
      return pass(() -> storage.open(path, offset, length));
    }

    @Override
    public OutputStream create(String path) {
      return pass(() -> storage.create(path));
    }

    @Override
    public void publish(String from, String to) {
      pass(
          () -> {
            storage.publish(from, to);
            return to;
          });
    }

    @Override
    public boolean delete(String path) {
      return pass(() -> storage.delete(path));
    }
  }

  private record Owner(String self) implements Ownership {
    @Override
    public boolean isDead(String owner) {
      return !owner.equals(self);
    }
  }

  private BrasaSession session(Storage storage, String owner) {
    return BrasaSession.builder(
            BrasaContext.builder()
                .storages(new Storages(storage, folder.toString(), Map.of()))
                .ownership(new Owner(owner)))
        .master("local[1]")
        .config("sql.warehouse", "house")
        .config("sql.warehouse.retention", "0")
        .build();
  }

  private static List<String> rows(BrasaSession session) {
    return session.sql("SELECT * FROM t").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES ('new')",
        "INSERT OVERWRITE t SELECT concat(v, '!') FROM t",
        "DELETE FROM t WHERE v = 'a'",
        "CREATE OR REPLACE TABLE t USING rows AS SELECT 'other' AS v"
      })
  void othersSeeAllOrNothing(String statement) throws Exception {
    run(statement, 17);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES ('new')",
        "INSERT OVERWRITE t SELECT concat(v, '!') FROM t",
        "DELETE FROM t WHERE v = 'a'",
        "CREATE OR REPLACE TABLE t USING rows AS SELECT 'other' AS v"
      })
  void othersSeeAllOrNothingWhereverItIs(String statement) throws Exception {
    run(statement, 1);
  }

  /**
   * @param step how many operations are left out between two at which it ends
   */
  private void run(String statement, int step) throws Exception {
    List<String> before = List.of("a", "b");
    try (BrasaSession first = session(new LocalStorage(), "first")) {
      first.sql("CREATE TABLE t (v STRING) USING rows");
      first.sql("INSERT INTO t VALUES ('a'), ('b')");
    }
    int seenBefore = 0;
    int seenAfter = 0;
    boolean isOver = false;
    for (long at = 0; !isOver; at += step) {
      Ending storage = new Ending();
      try (BrasaSession dying = session(storage, "dying" + at)) {
        dying.sql("SHOW TABLES").count();
        storage.last = storage.operations.get() + at;
        try {
          dying.sql(statement);
          isOver = true;
        } catch (RuntimeException e) {
          // What others see tells what became of it.
        }
        storage.last = Long.MAX_VALUE;
      }
      try (BrasaSession next = session(new LocalStorage(), "next" + at)) {
        List<String> now = rows(next);
        if (now.equals(before)) seenBefore++;
        else seenAfter++;
        long moment = at;
        assertTrue(
            now.equals(before)
                || now.equals(List.of("a", "b", "new"))
                || now.equals(List.of("a!", "b!"))
                || now.equals(List.of("b"))
                || now.equals(List.of("other")),
            () -> "operation " + moment + ": " + now);
        next.sql("CREATE OR REPLACE TABLE t (v STRING) USING rows");
        next.sql("INSERT INTO t VALUES ('a'), ('b')");
        assertEquals(before, rows(next));
      }
      assertTrue(at < 500, "a statement comes to an end");
    }
    assertTrue(seenBefore > 0 && seenAfter >= 1, seenBefore + " undone, " + seenAfter + " done");
    try (Stream<Path> tables = Files.list(folder.resolve("house/default.db"))) {
      assertTrue(tables.count() <= 2, "what the dead have left goes");
    }
  }
}
