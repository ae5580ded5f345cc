package io.brasa.ui;

import io.brasa.core.event.AccumulatorValue;
import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import io.brasa.core.event.ExecutorSample;
import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.NamedText;
import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.PlanNode;
import io.brasa.core.event.StageOperation;
import io.brasa.core.event.TaskMetrics;
import java.util.ArrayList;
import java.util.List;

/** What an application might tell, with a bit of everything; for tests. */
public final class Story {
  /** As the engine makes them: more digits than JavaScript has. */
  public static final long MAP = 7_422_149_141_092_727_942L;

  public static final long REDUCE = 5_138_176_097_202_271_100L;
  public static final long START = 1_700_000_000_000L;

  private Story() {}

  /** A job of two stages on two executors, of which one is lost; a query; a job that failed. */
  public static List<Event> events() {
    List<Event> told = new ArrayList<>();
    told.add(
        new Event.ApplicationStarted(START, "app-1", "Word \"count\" <b>", "local[2]", "0.1.0"));
    told.add(
        new Event.EnvironmentTold(
            START,
            List.of(new NamedText("java.version", "25")),
            List.of(new NamedText("parallelism", "4")),
            List.of(new NamedText("user.dir", "/")),
            List.of("a.jar")));
    for (String executor : List.of("executor-1", "executor-2"))
      told.add(new Event.ExecutorAdded(START + 5, executor, "höst", 4_711, 2, 512L << 20));
    told.add(new Event.DatasetPersisted(START + 6, 3, "map", "map at A.java:3", "MEMORY_ONLY", 4));
    told.add(
        new Event.QueryStarted(
            START + 8,
            1,
            "SELECT 1",
            List.of(
                new PlanNode(1, "Aggregate", "sum(x)", List.of(2)),
                new PlanNode(2, "Scan", "files", List.of()))));
    told.add(
        new Event.JobStarted(
            START + 10,
            0,
            "count at WordCount.java:12",
            List.of(MAP, REDUCE),
            List.of(),
            "nightly",
            "counts words",
            List.of("a"),
            "reports",
            1));
    told.add(
        new Event.StageStarted(
            START + 11,
            MAP,
            0,
            "9f86d081",
            "mapToPair at WordCount.java:10",
            4,
            4,
            List.of(),
            List.of(new StageOperation(3, "map", "map at A.java:3", true))));
    for (int partition = 0; partition < 4; partition++)
      addTask(told, MAP, partition, START + 20 + 100 * partition, 100 * (partition + 1));
    told.add(
        new Event.BlocksChanged(
            START + 500, "executor-1", List.of(new BlockState(3, 0, "MEMORY_ONLY", 1_000, 0, 0))));
    told.add(
        new Event.ExecutorSampled(
            START + 500, "executor-1", new ExecutorSample(1, 2, 3, 4, 5, 6, 7, 8, 1)));
    told.add(new Event.StageEnded(START + 900, MAP, 0, ""));
    told.add(
        new Event.StageStarted(
            START + 901, REDUCE, 0, "77aa", "count at WordCount.java:12", 2, 2, List.of(MAP)));
    told.add(new Event.TaskStarted(START + 910, REDUCE, 0, 0, 0, "executor-2"));
    told.add(new Event.ExecutorLost(START + 950, "executor-2", "killed by the kernel"));
    told.add(new Event.TaskStarted(START + 960, REDUCE, 0, 0, 1, "executor-1"));
    told.add(
        new Event.TaskEnded(
            START + 970,
            REDUCE,
            0,
            0,
            1,
            "executor-1",
            false,
            "TASK_FAILED: a function threw",
            TaskMetrics.NONE));
    told.add(new Event.StageEnded(START + 980, REDUCE, 0, "TASK_FAILED: a function threw"));
    told.add(
        new Event.JobEnded(
            START + 990,
            0,
            "TASK_FAILED: a function threw",
            List.of(new AccumulatorValue("bad lines", "3"))));
    told.add(
        new Event.QueryEnded(
            START + 995,
            1,
            "TASK_FAILED: a function threw",
            -1,
            List.of(new NodeMetrics(2, 400, 5_000_000, 10, 20, MAP, ""))));
    told.add(new Event.Warned(START + 996, "something is not as asked"));
    told.add(new Event.ApplicationEnded(START + 1_000));
    return told;
  }

  private static void addTask(
      List<Event> told, long stage, int partition, long startMillis, int millis) {
    String executor = partition % 2 == 0 ? "executor-1" : "executor-2";
    told.add(new Event.TaskStarted(startMillis, stage, 0, partition, 0, executor));
    told.add(
        new Event.TaskEnded(
            startMillis + millis,
            stage,
            0,
            partition,
            0,
            executor,
            true,
            "",
            new TaskMetrics(
                millis * 1_000_000L,
                10L * partition,
                5,
                1_000,
                0,
                200,
                partition == 3 ? 64 : 0,
                4_096,
                0,
                "",
                0,
                2,
                0,
                partition == 3 ? List.of(new HeavyKey("the", 1, 90, 100, true)) : List.of(),
                partition == 2 ? 3_000_000 : 0)));
  }
}
