package io.brasa.core.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events for tests. */
final class Examples {
  private Examples() {}

  /** What the later golden file holds besides: kinds and components that came later. */
  static List<Event> ofLater() {
    return List.of(
        new Event.JobStarted(
            4,
            1,
            "count at WordCount.java:12",
            List.of(3L),
            List.of(1L, 2L),
            "nightly",
            "counts the words",
            List.of("a", "ü"),
            "reports"),
        new Event.JobEnded(
            5,
            1,
            "",
            List.of(new AccumulatorValue("bad lines", "3"), new AccumulatorValue("seen", "7"))),
        new Event.TaskStarted(20, 2, 1, 7, 0, "executor-2"),
        new Event.TaskStarted(21, 2, 1, 5, 1, "executor-2"),
        new Event.TaskEnded(21, 2, 1, 7, 0, "executor-2", true, "", TaskMetrics.NONE),
        new Event.TaskEnded(
            25,
            2,
            1,
            5,
            1,
            "executor-2",
            false,
            "",
            new TaskMetrics(9, 1, 0, -3, 0, 5, 0, 7, 0, "", 0)),
        new Event.TaskStarted(19, 2, 1, 300, 0, "executor-1"),
        new Event.TaskEnded(20, 2, 1, 300, 0, "executor-1", false, "stopped", TaskMetrics.NONE),
        new Event.TaskStuck(13, 2, 1, 0, 3, "executor-2", "at Loop.java:7", true));
  }

  /** What the latest golden file holds: kinds and components for those who look on. */
  static List<Event> ofObserved() {
    TaskMetrics measured =
        new TaskMetrics(9, 1, 0, 0, 3, 0, 0, 0, 0, "", 0, 12, 7_000_000, List.of(), 0);
    HeavyKey heavy = new HeavyKey("unknöwn", 3, 620, 1_000, false);
    TaskMetrics skewed = new TaskMetrics(9, 1, 0, 0, 0, 0, 0, 0, 0, "", 0, 0, 0, List.of(heavy), 0);
    return List.of(
        new Event.JobStarted(
            4, 1, "collect", List.of(3L), List.of(), "", "", List.of(), "usual", 7),
        new Event.StageStarted(
            6,
            3,
            0,
            "9f86",
            "map",
            2,
            2,
            List.of(),
            List.of(new StageOperation(5, "map", "map at A.java:3", true))),
        new Event.TaskEnded(7, 3, 0, 0, 0, "driver", true, "", measured),
        new Event.TaskEnded(8, 3, 0, 1, 0, "driver", true, "", skewed),
        new Event.EnvironmentTold(
            9,
            List.of(new NamedText("java.version", "25")),
            List.of(new NamedText("master", "local[2]")),
            List.of(new NamedText("my.password", "(withheld)")),
            List.of("a.jar")),
        new Event.ExecutorSampled(10, "driver", new ExecutorSample(1, 2, 3, 4, 5, 6, 7, 8, 9)),
        new Event.DatasetPersisted(11, 5, "map", "map at A.java:3", "MEMORY_ONLY", 2),
        new Event.BlocksChanged(
            12, "driver", List.of(new BlockState(5, 1, "MEMORY_ONLY", 100, 0, 2))),
        new Event.DatasetUnpersisted(13, 5),
        new Event.QueryStarted(
            14,
            7,
            "SELECT 1",
            List.of(
                new PlanNode(0, "Project", "[1]", List.of(1)),
                new PlanNode(1, "OneRow", "", List.of()))),
        new Event.QueryEnded(
            15, 7, "", 1, List.of(new NodeMetrics(0, 1, 2, 3, 4, 5, "read by all tasks"))));
  }

  /** What the golden file of openings holds besides: in a row, and in a record of its own. */
  static List<Event> ofOpened() {
    TaskMetrics opened =
        new TaskMetrics(9, 1, 0, 0, 3, 0, 0, 0, 0, "", 0, 0, 0, List.of(), 2_500_000);
    TaskMetrics all =
        new TaskMetrics(9, 1, 0, 0, 3, 0, 0, 0, 0, "", 0, 1, 2, List.of(), 1_000_000_000_000L);
    TaskMetrics damaged = new TaskMetrics(9, 1, 0, 0, 0, 0, 0, 0, 0, "", 7, 0, 0, List.of(), 4);
    return List.of(
        new Event.TaskEnded(31, 3, 1, 0, 0, "driver", true, "", opened),
        new Event.TaskEnded(32, 3, 1, 1, 0, "driver", true, "", all),
        new Event.TaskEnded(33, 3, 1, 2, 0, "driver", true, "", damaged));
  }

  /** As releases before the counters of fallbacks and damage wrote it. */
  static Event withoutFallbacks(Event.TaskEnded event) {
    TaskMetrics metrics = event.metrics();
    return new Event.TaskEnded(
        event.atMillis(),
        event.stage(),
        event.attempt(),
        event.partition(),
        event.taskAttempt(),
        event.executor(),
        event.isWinner(),
        event.error(),
        new TaskMetrics(
            metrics.wallNanos(),
            metrics.rowsIn(),
            metrics.rowsOut(),
            metrics.inputBytes(),
            metrics.shuffleReadBytes(),
            metrics.shuffleWriteBytes(),
            metrics.spillBytes(),
            metrics.peakMemoryBytes(),
            0,
            "",
            0));
  }

  /** One of each kind, in the order of their declaration. The newest golden file holds these. */
  static List<Event> ofEachKind() {
    return List.of(
        new Event.ApplicationStarted(
            1_700_000_000_000L, "app-1", "Word \"count\"", "local-cluster[2,1,512m]", "0.1.0"),
        new Event.ApplicationEnded(1_700_000_000_001L),
        new Event.ExecutorAdded(2, "executor-1", "höst", 4_711, 2, 512L << 20),
        new Event.ExecutorLost(3, "executor-1", "process 4711 ended\nwith exit code 137"),
        new Event.JobStarted(4, 1, "count at WordCount.java:12", List.of(1L, 2L, Long.MAX_VALUE)),
        new Event.JobEnded(5, 1, ""),
        new Event.StageStarted(6, 2, 1, "9f86d081884c7d65", "map, filter", 3, 4, List.of()),
        new Event.StageEnded(7, 2, 1, "TASK_FAILED: \uD83D\uDD25"),
        new Event.LeaseGranted(8, 9, 2, 1, "executor-2", List.of(0, 1, 300)),
        new Event.TaskStarted(9, 2, 1, 0, 3, "executor-2"),
        new Event.TaskEnded(
            10,
            2,
            1,
            0,
            3,
            "executor-2",
            true,
            "",
            new TaskMetrics(1, 2, 3, 4, 5, 6, 7, Long.MIN_VALUE, 9, "CHAIN_TOO_LONG", 8)),
        new Event.StageRolledBack(11, 3, 2),
        new Event.OutputCommit(12, 1, "/data/out", "DECIDED"));
  }

  static List<Event> random(Random random, int count) {
    List<Event> events = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      switch (random.nextInt(4)) {
        case 3 ->
            events.add(
                new Event.TaskEnded(
                    random.nextInt(5),
                    1,
                    0,
                    random.nextInt(),
                    random.nextInt(2),
                    "e",
                    random.nextBoolean(),
                    "",
                    new TaskMetrics(
                        random.nextLong(),
                        random.nextInt(2),
                        0,
                        0,
                        random.nextLong(),
                        0,
                        0,
                        1,
                        random.nextInt(2),
                        "",
                        random.nextInt(3) / 2)));
        case 0 -> events.add(ofEachKind().get(random.nextInt(13)));
        case 1 ->
            events.add(
                new Event.JobEnded(
                    random.nextLong(), random.nextLong(), "x".repeat(random.nextInt(50))));
        default ->
            events.add(
                new Event.TaskStarted(
                    index, random.nextInt(), random.nextInt(), random.nextInt(), 0, "e"));
      }
    }
    return events;
  }
}
