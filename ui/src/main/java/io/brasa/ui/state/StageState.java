package io.brasa.ui.state;

import io.brasa.core.event.Event;
import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.StageOperation;
import io.brasa.ui.diagnosis.Diagnosis;
import io.brasa.ui.diagnosis.Finding;
import io.brasa.ui.diagnosis.Metric;
import io.brasa.ui.diagnosis.StageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One attempt at a stage. Guarded by the lock of its application. */
final class StageState extends Changing {
  /** More tasks of a stage that runs are not looked through each time that somebody asks. */
  private static final int LIVE_MAX = 5_000;

  final Event.StageStarted started;
  final long number;
  final long job;
  private final List<Long> parents;
  private Status status = Status.RUNNING;
  private long endedMillis = -1;
  private String error = "";
  private int running;
  private int succeeded;
  private int failed;
  private final MetricSums sum = new MetricSums();
  private TaskTable tasks = new TaskTable();

  /** What held it; null until somebody asks after its end. */
  private List<Finding> findings;

  /** What is left once the tasks are dropped; null before. */
  private StageReport report;

  StageState(Event.StageStarted started, long number, long job, List<Long> parents) {
    this.number = number;
    this.parents = parents;
    this.started = started;
    this.job = job;
  }

  boolean isRunning() {
    return status == Status.RUNNING;
  }

  Status status() {
    return status;
  }

  int taskCount() {
    return tasks == null ? 0 : tasks.count();
  }

  void start(Event.TaskStarted task, int executor) {
    running++;
    if (tasks != null) tasks.start(task, executor);
  }

  /** Returns when the task began if it ran until now, else -1. */
  long end(Event.TaskEnded task, int executor) {
    long began = tasks == null ? task.atMillis() : tasks.end(task, executor);
    boolean wasRunning = began >= 0;
    if (wasRunning && running > 0) running--;
    Status end = Status.ofEnd(task.error());
    if (task.isWinner()) succeeded++;
    else if (end == Status.FAILED) failed++;
    sum.add(task.metrics());
    return began;
  }

  /** The tasks that an executor ran are gone with it. */
  int lose(int executor, long atMillis, String reason) {
    if (tasks == null) return 0;
    int lost = tasks.endRunning(executor, atMillis, Status.FAILED, "executor lost: " + reason);
    running -= Math.min(lost, running);
    failed += lost;
    return lost;
  }

  void end(long atMillis, String why) {
    endedMillis = atMillis;
    error = why;
    status = Status.ofEnd(why);
    if (tasks != null) tasks.endRunning(-1, atMillis, Status.CANCELLED, "");
    running = 0;
  }

  /** Keeps sums, quantiles and findings alone. */
  void dropTasks(List<String> executors, Surroundings around) {
    if (tasks == null) return;
    facts(executors, around, endedMillis).map(Diagnosis::of).ifPresent(this::keep);
    report = report(executors, endedMillis);
    tasks = null;
  }

  /** Nothing if they were dropped. */
  Optional<TaskColumns> columns() {
    return tasks == null ? Optional.empty() : Optional.of(tasks.columns());
  }

  /** How the tasks differ. */
  StageReport report(List<String> executors, long nowMillis) {
    return report != null ? report : StageReport.of(tasks.columns(), executors, nowMillis);
  }

  TaskCounts counts() {
    return new TaskCounts(started.taskCount(), running, succeeded, failed);
  }

  StageKey key() {
    return new StageKey(number, started.attempt());
  }

  List<HeavyKey> heavyKeys() {
    return sum.heavyKeys();
  }

  /** What a stage does not know by itself. */
  interface Surroundings {
    /** Of all executors that were there at some moment of a time. */
    int slots(long from, long to);

    /** The heavy keys of a stage that this one reads. */
    List<HeavyKey> heavyKeys(long parent);
  }

  /** What held it, the costliest first, if that is known. */
  List<Finding> findings() {
    return findings == null ? List.of() : findings;
  }

  /** Remembers what held it, of a stage that has ended. */
  void keep(List<Finding> found) {
    if (!isRunning()) findings = found;
  }

  /**
   * What has to be looked at to know what held it: a copy. Nothing if that is known, or if it runs
   * and has very many tasks.
   */
  Optional<StageFacts> facts(List<String> executors, Surroundings around, long nowMillis) {
    if (findings != null || tasks == null || isRunning() && tasks.count() > LIVE_MAX)
      return Optional.empty();
    long now = endedMillis < 0 ? nowMillis : endedMillis;
    List<HeavyKey> keys = new ArrayList<>(sum.heavyKeys());
    for (long parent : started.parents())
      for (HeavyKey key : around.heavyKeys(parent)) if (key.isWritten()) keys.add(key);
    return Optional.of(
        new StageFacts(
            started.name(),
            started.atMillis(),
            now - started.atMillis(),
            Math.max(1, around.slots(started.atMillis(), now)),
            started.partitionCount(),
            started.operations(),
            !started.parents().isEmpty(),
            keys,
            List.copyOf(executors),
            new ColumnFacts(tasks.columns(), now)));
  }

  StageView view(List<Finding> held, long nowMillis) {
    List<StageOperation> operations = started.operations();
    return new StageView(
        number,
        started.attempt(),
        started.name(),
        operations.isEmpty() ? "" : operations.getLast().site(),
        started.fingerprint(),
        status,
        job,
        parents,
        started.atMillis(),
        endedMillis < 0 ? Optional.empty() : Optional.of(endedMillis),
        Math.max(0, (endedMillis < 0 ? nowMillis : endedMillis) - started.atMillis()),
        started.partitionCount(),
        counts(),
        sum.shown(Metric.WALL),
        sum.shown(Metric.GC),
        sum.shown(Metric.FETCH_WAIT),
        sum.shown(Metric.OPEN),
        sum.of(Metric.ROWS_IN),
        sum.of(Metric.ROWS_OUT),
        sum.of(Metric.INPUT),
        sum.of(Metric.SHUFFLE_READ),
        sum.of(Metric.SHUFFLE_WRITE),
        sum.of(Metric.SPILL),
        sum.of(Metric.PEAK),
        error.isEmpty() ? Optional.empty() : Optional.of(error),
        operations,
        sum.heavyKeys(),
        tasks != null,
        held);
  }
}
