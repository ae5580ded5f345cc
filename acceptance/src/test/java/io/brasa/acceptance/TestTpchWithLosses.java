package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.sql.BrasaSession;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In each query of TPC-H a task is lost, and a shuffle file: the rows are the same. */
final class TestTpchWithLosses {
  private static final double SCALE = 0.01;
  private static final int NEVER = Integer.MAX_VALUE;

  @TempDir private static Path folder;

  private static TpchTables tables;
  private static LosingStorage storage;

  /** With so little memory that map outputs are files, even small ones in the last. */
  private static final List<BrasaSession> SESSIONS = new ArrayList<>();

  private static DuckDb duck;

  @BeforeAll
  static void open() {
    tables = TpchTables.make(folder.resolve("tables"), SCALE, 4);
    duck = new DuckDb();
    tables.open(duck);
    storage = new LosingStorage();
    SESSIONS.add(session("2m"));
    SESSIONS.add(session("256k"));
    SESSIONS.add(session("96k"));
    SESSIONS.add(session("16k"));
    SESSIONS.add(session("1k"));
    SESSIONS.add(session("16"));
  }

  private static BrasaSession session(String memory) {
    BrasaContext.Builder context =
        BrasaContext.builder()
            .master("local[2,4]")
            .set("memory", memory)
            .set("local.folder", folder.resolve("local").toString())
            .storages(storage.everywhere());
    // More targets have smaller batches, which even the smallest memory holds.
    BrasaSession session =
        BrasaSession.builder(context)
            .config("sql.broadcast", "0")
            .config("sql.partitions", SESSIONS.isEmpty() ? "4" : "128")
            .build();
    tables.open(session);
    return session;
  }

  @AfterAll
  static void close() {
    for (BrasaSession session : SESSIONS) session.close();
    if (duck != null) duck.close();
  }

  static Stream<Integer> queries() {
    return IntStream.rangeClosed(1, 22).boxed();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void lossesChangeNothing(int number) throws SQLException {
    String query = TpchTables.query(number);
    List<List<Object>> expected = duck.rows(query);
    long seed = Long.getLong("brasa.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    int failed = 0;
    int lost = 0;
    for (int i = 0; i < SESSIONS.size() && (failed == 0 || lost == 0); i++) {
      // The first write, the first read, then some at a random place, where there may be none.
      for (int round = 0; round < 3; round++) {
        storage.arm(
            round == 0 ? 0 : round == 1 ? NEVER : random.nextInt(8),
            round == 0 ? NEVER : round == 1 ? 0 : random.nextInt(16));
        var ours = TestTpch.rows(SESSIONS.get(i).sql(query));
        failed += storage.failedWrites();
        lost += storage.lostFiles();
        SameRows.differenceInOrder(ours, expected)
            .ifPresent(difference -> assertEquals("", difference, "seed " + seed + "\n" + query));
      }
    }
    assertTrue(failed > 0, "no task was lost");
    assertTrue(lost > 0, "no shuffle file was lost");
  }
}
