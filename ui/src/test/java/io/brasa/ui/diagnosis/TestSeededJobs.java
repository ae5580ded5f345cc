package io.brasa.ui.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.sql.BrasaSession;
import io.brasa.ui.diagnosis.Finding.Kind;
import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.Retention;
import io.brasa.ui.state.StageView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real jobs that are done badly: each must be found out, and one that is done well must not. */
@Tag("slow")
final class TestSeededJobs {
  private final ApplicationState state = new ApplicationState(Retention.USUAL);

  private BrasaContext.Builder context() {
    return BrasaContext.builder().master("local[2]").listener(state);
  }

  private List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    for (StageView stage : state.stages()) all.addAll(stage.findings());
    return all;
  }

  private Finding found(Kind kind) {
    Optional<Finding> found = findings().stream().filter(each -> each.kind() == kind).findFirst();
    return found.orElseThrow(
        () -> new AssertionError("no " + kind + " among " + findings() + " of " + state.stages()));
  }

  private static void assertSays(Finding finding, String... words) {
    for (String word : words) assertTrue(finding.sentence().contains(word), finding.toString());
    assertTrue(finding.share() > 0 && finding.share() <= 1, finding.toString());
    assertTrue(finding.remedy().length() > 20, finding.toString());
  }

  /** Waits as a call to another system would, which does not depend on how fast this machine is. */
  private static void work(long micros) {
    long end = System.nanoTime() + micros * 1_000;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime())
      LockSupport.parkNanos(left);
  }

  @Test
  void aSkewedKeyIsNamed() {
    try (BrasaContext brasa = context().build()) {
      brasa
          .range(0, 40_000, 1, 4)
          .mapToPair(i -> new Pair<>(i % 10 < 6 ? "unknown" : "key " + i, i))
          .groupByKey(8)
          .mapValues(
              values -> {
                int count = 0;
                for (Long value : values) if (value % 50 == 0 && count++ >= 0) work(2_000);
                return count;
              })
          .count();
    }
    Finding skew = found(Kind.SKEW);
    assertEquals(Optional.of("unknown"), skew.key());
    assertSays(
        skew, "Partition ", "key \"unknown\" has ", " % of the rows", "the median partition");
    assertTrue(skew.share() > 0.4, skew.toString());
  }

  @Test
  void skewOfFewRowsIsFoundWithoutAKey() {
    try (BrasaContext brasa = context().build()) {
      brasa
          .parallelizePairs(
              java.util.stream.LongStream.range(0, 900)
                  .mapToObj(i -> new Pair<>(i < 700 ? 0L : i, i))
                  .toList())
          .partitionBy(new HashPartitioner(8))
          .map(
              pair -> {
                work(1_000);
                return pair;
              })
          .count();
    }
    assertSays(found(Kind.SKEW), "Partition 0 took", "it had 7");
  }

  @Test
  void spillingTasksAreFound() {
    try (BrasaContext brasa = context().set("memory", "8m").build()) {
      brasa
          .range(0, 600_000, 1, 2)
          .mapToPair(i -> new Pair<>("a rather long key of its own, number " + i, "and value " + i))
          .groupByKey(2)
          .count();
    }
    assertSays(found(Kind.SPILL), "2 tasks of 2 put ", "aside on disk because memory was short");
    assertTrue(found(Kind.SPILL).remedy().contains("partitions instead of 2"));
  }

  @Test
  void tinyPartitionsAreFound() {
    try (BrasaContext brasa = context().build()) {
      brasa
          .range(0, 10_000, 1, 1_000)
          .mapToPair(i -> new Pair<>(i, i))
          .reduceByKey(Long::sum, 1_000)
          .count();
    }
    assertSays(found(Kind.TOO_MANY_PARTITIONS), "1,000 tasks had ", "rows each", "at the median");
    assertTrue(found(Kind.TOO_MANY_PARTITIONS).remedy().contains("about 8 partitions"));
  }

  @Test
  void tooFewPartitionsAreFound() {
    try (BrasaContext brasa = context().build()) {
      brasa
          .range(0, 700, 1, 1)
          .map(
              i -> {
                work(1_000);
                return i;
              })
          .count();
    }
    Finding few = found(Kind.TOO_FEW_PARTITIONS);
    assertSays(few, "1 partition for 2 slots", "1 slot had nothing to do");
    assertEquals(0.5, few.share(), 1e-9);
  }

  @Test
  void cartesianProductsOfDatasetsAreFound() {
    try (BrasaContext brasa = context().build()) {
      var some = brasa.range(0, 3_000, 1, 2).map(i -> i);
      some.cartesian(some)
          .filter(
              pair -> {
                if (pair._1() % 1_000 == 0 && pair._2() % 1_000 == 0) work(50_000);
                return pair._1().equals(pair._2());
              })
          .count();
    }
    assertSays(
        found(Kind.CARTESIAN), "cartesian at TestSeededJobs.java:", "each pair of two datasets");
  }

  @Test
  void joinsOfQueriesWithoutEqualityAreFound() {
    try (BrasaSession session = BrasaSession.builder(context()).build()) {
      session
          .sql(
              "SELECT sum(p) FROM (SELECT a.id + b.id AS p FROM range(6000) a CROSS JOIN range(6000) b)")
          .collect();
      session
          .sql("SELECT count(*) FROM range(6000) a JOIN range(7000) b ON a.id % 100 < b.id % 90")
          .collect();
    }
    assertSays(
        ofQuery(0, Kind.CARTESIAN),
        "no condition",
        "6,000 with 6,000 rows",
        "gives 36,000,000 rows");
    assertSays(ofQuery(1, Kind.WRONG_JOIN), "7,000 with 6,000 rows", "has no equality");
  }

  @Test
  void aKeyThatBothSidesHaveManyTimesIsFound() {
    try (BrasaSession session = BrasaSession.builder(context()).build()) {
      session
          .sql(
              "SELECT sum(a.id * b.id % 3) FROM range(20000) a JOIN range(20000) b ON a.id % 10 = b.id % 10")
          .collect();
    }
    assertSays(ofQuery(0, Kind.WRONG_JOIN), "gives 40,000,000 rows for 20,000 and 20,000 rows");
  }

  @Test
  void aSkewedKeyOfAQueryIsNamed() {
    try (BrasaSession session =
        BrasaSession.builder(context()).config("sql.partitions", "8").build()) {
      session
          .sql(
              "SELECT max(r) FROM (SELECT row_number() OVER (PARTITION BY k ORDER BY v DESC, k) AS r FROM"
                  + " (SELECT CASE WHEN id % 20 < 17 THEN 'nobody' ELSE 'k' || id % 1000 END AS k,"
                  + " md5(CAST(id AS STRING)) AS v FROM range(400000)))")
          .collect();
    }
    Finding skew = found(Kind.SKEW);
    assertEquals(Optional.of("nobody"), skew.key());
    assertSays(skew, "key \"nobody\" has ", " % of the rows");
  }

  /**
   * Half of the heap is held in small objects, and these are replaced all the time: what was held
   * for long is garbage then, which only collections of the whole heap find.
   */
  private static long turnOver(int turns) {
    int bytesEach = 64;
    Object[] held = new Object[(int) (Runtime.getRuntime().maxMemory() / 2 / bytesEach)];
    long place = 1;
    for (int i = 0; i < turns; i++) {
      place = (place * 0x5851F42D4C957F2DL + 1) & Long.MAX_VALUE;
      held[i < held.length ? i : (int) (place % held.length)] = new int[10];
    }
    return held.length;
  }

  @Test
  void tasksThatSpendTheirTimeInCollectionsAreFound() {
    try (BrasaContext brasa = context().master("local-cluster[1,1,96m]").build()) {
      brasa.range(0, 2, 1, 2).map(i -> turnOver(8_000_000)).count();
    }
    Finding collections = found(Kind.GC);
    assertSays(collections, "Garbage collections stopped tasks for ", " that they took together (");
    assertTrue(collections.share() > 0.2, collections.toString());
    assertTrue(collections.remedy().contains("larger heap"), collections.toString());
    assertEquals(Kind.GC, findings().getFirst().kind(), "what cost the most comes first");
  }

  @Test
  void functionsThatCaptureTooMuchAreFound() {
    int[] table = new int[6_000_000];
    try (BrasaContext brasa = context().build()) {
      brasa.range(0, 64, 1, 64).map(i -> i + table[i.intValue()]).count();
    }
    Finding opening = found(Kind.OPENING);
    assertSays(opening, "Tasks took ", " to open their functions and what these captured (");
    assertTrue(opening.share() > 0.5, opening.toString());
    assertTrue(opening.remedy().startsWith("Broadcast large values"), opening.remedy());
  }

  private Finding ofQuery(int number, Kind kind) {
    long query = state.queries().get(number).id();
    List<Finding> all =
        state.plan(query).orElseThrow().nodes().stream()
            .flatMap(node -> node.findings().stream())
            .toList();
    assertEquals(List.of(kind), all.stream().map(Finding::kind).toList(), all.toString());
    return all.getFirst();
  }

  @Test
  void repeatedFailuresAreFound() {
    try (BrasaContext brasa = context().master("local[2,5]").build()) {
      brasa
          .range(0, 8, 1, 8)
          .mapPartitionsWithIndex(
              (index, records) -> {
                work(60_000);
                if (io.brasa.core.TaskContext.get().attemptNumber() < 2)
                  throw new IllegalStateException("the other system is down");
                return records;
              })
          .count();
    }
    assertSays(found(Kind.FAILURES), "16 attempts at tasks failed", "the other system is down");
  }

  /** The process that is first to leave its mark in the folder is the slow one. */
  private static boolean isSlow(String folder) {
    Path mark = Path.of(folder, "slow");
    String own = Long.toString(ProcessHandle.current().pid());
    try {
      Files.writeString(mark, own, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException another) {
      return readOrEmpty(mark).equals(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readOrEmpty(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSlowExecutorIsFound(@TempDir Path folder) {
    String place = folder.toString();
    try (BrasaContext brasa = context().master("local-cluster[2,1,192m]").build()) {
      brasa.range(0, 4, 1, 4).count();
      brasa
          .range(0, 40, 1, 40)
          .map(
              i -> {
                work(isSlow(place) ? 200_000 : 40_000);
                return i;
              })
          .count();
    }
    assertSays(
        found(Kind.SLOW_NODE), "Executor ", " times as long as the others for the same work");
  }

  @Test
  void aJobDoneWellHasNoFindings() {
    try (BrasaContext brasa = context().build()) {
      for (int run = 0; run < 2; run++)
        brasa
            .range(0, 400, 1, 8)
            .mapToPair(
                i -> {
                  work(3_000);
                  return new Pair<>(i % 100, 1L);
                })
            .reduceByKey(Long::sum, 8)
            .count();
    }
    StageView first = state.stages().getFirst();
    long millis = first.endedMillis().orElseThrow() - first.startedMillis();
    assertTrue(millis > Diagnosis.LEAST_MILLIS, first.toString());
    assertEquals(List.of(), findings());
  }
}
