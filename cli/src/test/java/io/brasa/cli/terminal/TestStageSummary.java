package io.brasa.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.AccumulatorValue;
import io.brasa.core.event.Event;
import io.brasa.core.event.TaskMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestStageSummary {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StageSummary summary =
      new StageSummary(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void saysHowMuchOfTheInputWasDamaged() {
    stage(7, "textFile at WordCount.java:29", 1_000);
    task(7, 0, true, new TaskMetrics(1, 1, 1, 1, 0, 0, 0, 0, 0, "", 3));
    task(7, 1, false, new TaskMetrics(1, 1, 1, 1, 0, 0, 0, 0, 0, "", 1));
    summary.on(new Event.StageEnded(3_500, 7, 0, ""));
    summary.on(new Event.ApplicationEnded(4_000));
    assertEquals("3 damaged parts of the input were left out or replaced", lines().getLast());
  }

  @Test
  void addsUpTheTasksOfAStage() {
    stage(7, "reduceByKey at WordCount.java:29", 1_000);
    task(7, 0, true, new TaskMetrics(1, 1_234_567, 10, 5_000_000, 0, 2_500, 0, 0, 0, "", 0));
    task(7, 1, true, new TaskMetrics(1, 1, 5, 200, 0, 500, 1_000, 0, 0, "", 0));
    summary.on(new Event.StageEnded(3_500, 7, 0, ""));
    summary.on(new Event.ApplicationEnded(4_000));
    List<String> lines = lines();
    assertEquals(2, lines.size(), lines::toString);
    assertEquals(
        List.of(
            "1",
            "reduceByKey at WordCount.java:29",
            "2",
            "0",
            "1,234,568",
            "15",
            "5.0 MB",
            "0 B",
            "3.0 kB",
            "1.0 kB",
            "2.5 s"),
        List.of(lines.get(1).strip().split("\\s{2,}|(?<=^1) ")));
  }

  @Test
  void tellsRedoneTasksApart() {
    stage(1, "count", 0);
    task(1, 0, false, TaskMetrics.NONE);
    task(1, 0, true, TaskMetrics.NONE);
    summary.on(new Event.ApplicationEnded(1));
    assertTrue(lines().get(1).matches("\\s+1 count\\s+1\\s+1\\s.*"), lines().get(1));
  }

  @Test
  void keepsColumnsApartWhenAStageTakesMinutes() {
    stage(1, "count", 0);
    summary.on(new Event.StageEnded(59 * 60_000 + 59_000, 1, 0, ""));
    summary.on(new Event.ApplicationEnded(1));
    assertTrue(lines().get(1).endsWith("0 B  59 min 59 s"), lines().get(1));
  }

  @Test
  void tellsWhatAccumulatorsHeldAtLast() {
    stage(1, "count", 0);
    summary.on(new Event.JobEnded(1, 0, "", List.of(new AccumulatorValue("seen", "1"))));
    summary.on(new Event.JobEnded(2, 1, "", List.of(new AccumulatorValue("seen", "12"))));
    summary.on(new Event.ApplicationEnded(3));
    assertEquals("counted seen: 12", lines().getLast());
  }

  @Test
  void isSilentWhenNothingRan() {
    summary.on(new Event.ApplicationEnded(1));
    assertEquals(0, bytes.size());
  }

  @Test
  void listsTheLongestOfManyStages() {
    for (int i = 0; i < 30; i++) {
      stage(i, "stage" + i, 0);
      summary.on(new Event.StageEnded(i, i, 0, ""));
    }
    summary.on(new Event.ApplicationEnded(100));
    List<String> lines = lines();
    assertEquals(22, lines.size());
    assertTrue(lines.get(1).contains("stage10"), lines.get(1));
    assertEquals("and 10 shorter stages", lines.get(21));
  }

  @Test
  void writesAmountsForPeople() {
    assertEquals(
        List.of("0", "999", "1,000", "12,345,678"),
        List.of(
            Amounts.count(0), Amounts.count(999), Amounts.count(1_000), Amounts.count(12_345_678)));
    assertEquals(
        List.of("999 B", "1.0 kB", "1.0 MB", "1.5 GB"),
        List.of(
            Amounts.bytes(999),
            Amounts.bytes(1_000),
            Amounts.bytes(999_999),
            Amounts.bytes(1_500_000_000)));
    assertEquals(
        List.of("5 ms", "1.0 s", "59.9 s", "2 min 5 s"),
        List.of(
            Amounts.duration(5),
            Amounts.duration(1_000),
            Amounts.duration(59_900),
            Amounts.duration(125_400)));
  }

  private void stage(long id, String name, long atMillis) {
    summary.on(new Event.StageStarted(atMillis, id, 0, "fingerprint", name, 2, 2, List.of()));
  }

  private void task(long stage, int partition, boolean isWinner, TaskMetrics metrics) {
    summary.on(
        new Event.TaskEnded(
            10, stage, 0, partition, 0, "local", isWinner, isWinner ? "" : "lost", metrics));
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
