package io.brasa.ui.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.TaskMetrics;
import io.brasa.ui.diagnosis.Finding.Kind;
import io.brasa.ui.diagnosis.TaskFacts.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What rules say of given facts, to the letter and at their thresholds. */
final class TestDiagnosis {
  private record Task(long startedMillis, int executor, Outcome outcome, TaskMetrics metrics) {}

  private static Task task(long startedMillis, long wallMillis, long rows) {
    return new Task(startedMillis, 0, Outcome.SUCCEEDED, metrics(wallMillis, rows, 0, 0));
  }

  private static TaskMetrics metrics(long wallMillis, long rows, long gcMillis, long waitMillis) {
    return new TaskMetrics(
        wallMillis * 1_000_000,
        rows,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        "",
        0,
        gcMillis,
        waitMillis * 1_000_000,
        List.of(),
        0);
  }

  private record Tasks(List<Task> all) implements TaskFacts {
    @Override
    public int count() {
      return all.size();
    }

    @Override
    public int partition(int row) {
      return row;
    }

    @Override
    public int executor(int row) {
      return all.get(row).executor;
    }

    @Override
    public Outcome outcome(int row) {
      return all.get(row).outcome;
    }

    @Override
    public long startedMillis(int row) {
      return all.get(row).startedMillis;
    }

    @Override
    public long wallNanos(int row) {
      return all.get(row).metrics.wallNanos();
    }

    @Override
    public long metric(Metric metric, int row) {
      return metric.of(all.get(row).metrics);
    }

    @Override
    public String error(int row) {
      return all.get(row).outcome == Outcome.FAILED ? "TASK_FAILED: it is down\nat A.java:3" : "";
    }
  }

  private static List<Finding> found(
      long millis, int slots, List<HeavyKey> keys, List<Task> tasks) {
    return Diagnosis.of(
        new StageFacts(
            "map",
            0,
            millis,
            slots,
            tasks.size(),
            List.of(),
            true,
            keys,
            List.of("executor-1", "executor-2"),
            new Tasks(tasks)));
  }

  private static List<Finding> found(long millis, int slots, int count, IntFunction<Task> task) {
    List<Task> tasks = new ArrayList<>(IntStream.range(0, count).mapToObj(task).toList());
    return found(millis, slots, List.of(), tasks);
  }

  private static Finding only(Kind kind, List<Finding> found) {
    assertEquals(List.of(kind), found.stream().map(Finding::kind).toList(), found.toString());
    return found.getFirst();
  }

  @Test
  void aSkewedPartitionIsSaidWithItsNumbers() {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++)
      tasks.add(task(0, i == 3 ? 41_000 : 900, i == 3 ? 1_240_000 : 12_000));
    HeavyKey heavy = new HeavyKey("unknown", 3, 620, 1_000, false);
    HeavyKey other = new HeavyKey("elsewhere", 4, 900, 1_000, false);
    Finding skew = only(Kind.SKEW, found(45_000, 8, List.of(other, heavy), tasks));
    assertEquals(
        "Partition 3 took 41 s of the stage's 45 s: key \"unknown\" has 62 % of the rows. It had"
            + " 1,240,000 rows; the median partition took 0.9 s with 12,000 rows.",
        skew.sentence());
    assertEquals((41_000 - (41_000 + 7 * 900) / 8.0) / 45_000, skew.share(), 1e-9);
  }

  @Test
  void collectionsAreSaidFromATenthOn() {
    assertEquals(
        List.of(),
        found(
            1_000,
            2,
            4,
            i -> new Task(500 * (i / 2), 0, Outcome.SUCCEEDED, metrics(500, 9, 49, 0))));
    Finding gc =
        only(
            Kind.GC,
            found(
                1_000,
                2,
                4,
                i -> new Task(500 * (i / 2), 0, Outcome.SUCCEEDED, metrics(500, 9, 200, 0))));
    assertEquals(
        "Garbage collections stopped tasks for 0.8 s of the 2 s that they took together (40 %).",
        gc.sentence());
  }

  @Test
  void waitingForBlocksIsSaidFromAFifthOn() {
    Finding wait =
        only(
            Kind.FETCH_WAIT,
            found(
                1_000,
                2,
                4,
                i -> new Task(500 * (i / 2), 0, Outcome.SUCCEEDED, metrics(500, 9, 0, 150))));
    assertEquals(0.3, wait.share(), 1e-9);
  }

  @Test
  void aSlowExecutorIsNamed() {
    Finding slow =
        only(
            Kind.SLOW_NODE,
            found(
                1_000,
                2,
                10,
                i ->
                    i < 3
                        ? new Task(330 * i, 1, Outcome.SUCCEEDED, metrics(330, 100, 0, 0))
                        : new Task(140 * (i - 3), 0, Outcome.SUCCEEDED, metrics(140, 100, 0, 0))));
    assertTrue(
        slow.sentence().startsWith("Executor executor-2 took 2.4 times as long as the others"),
        slow.sentence());
  }

  @Test
  void timeWithoutTasksIsSaid() {
    Finding none = only(Kind.DRIVER_WAIT, found(4_000, 2, 2, i -> task(3_200, 750, 100)));
    assertEquals("For 3.2 s of the stage's 4 s none of its tasks ran.", none.sentence());
  }

  @Test
  void failuresSayWhatFailedMost() {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < 3; i++)
      tasks.add(new Task(i * 100, 0, Outcome.FAILED, metrics(100, 0, 0, 0)));
    for (int i = 0; i < 2; i++) tasks.add(task(300, 150, 10));
    Finding failures = only(Kind.FAILURES, found(450, 2, List.of(), tasks));
    assertEquals(
        "3 attempts at tasks failed and were made again: 3 times \"TASK_FAILED: it is down\".",
        failures.sentence());
    assertEquals(0.5, failures.share(), 1e-9);
  }

  @Test
  void oneFailureIsNotCounted() {
    List<Task> tasks =
        List.of(
            new Task(0, 0, Outcome.FAILED, metrics(300, 0, 0, 0)),
            task(300, 150, 10),
            task(300, 150, 10));
    assertEquals(
        "1 attempt at tasks failed and was made again: \"TASK_FAILED: it is down\".",
        only(Kind.FAILURES, found(450, 2, List.of(), tasks)).sentence());
  }

  @Test
  void whatIsFastOrEvenHasNoFindings() {
    assertEquals(List.of(), found(299, 2, 1, i -> task(0, 290, 1)));
    assertEquals(List.of(), found(2_000, 2, 8, i -> task(500 * (i / 2), 499, 1_000)));
  }
}
