package io.brasa.ui.state;

import io.brasa.core.event.Event;
import io.brasa.core.event.StageOperation;
import io.brasa.core.event.TaskMetrics;
import java.util.List;
import java.util.Optional;

/** One attempt at a stage. Guarded by the lock of its application. */
final class StageState extends Changing {
  final Event.StageStarted started;
  final long job;
  private Status status = Status.RUNNING;
  private long endedMillis = -1;
  private String error = "";
  private int running;
  private int succeeded;
  private int failed;
  private TaskMetrics sum = TaskMetrics.NONE;
  private TaskTable tasks = new TaskTable();

  /** What is left once the tasks are dropped; null before. */
  private StageReport report;

  StageState(Event.StageStarted started, long job) {
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

  /** Returns whether the task ran until now. */
  boolean end(Event.TaskEnded task, int executor) {
    boolean wasRunning = tasks == null || tasks.end(task, executor);
    if (wasRunning && running > 0) running--;
    Status end = Status.ofEnd(task.error());
    if (task.isWinner()) succeeded++;
    else if (end == Status.FAILED) failed++;
    sum = sum.plus(task.metrics());
    return wasRunning;
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

  /** Keeps sums and quantiles alone. */
  void dropTasks(List<String> executors) {
    if (tasks == null) return;
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
    return new StageKey(started.stage(), started.attempt());
  }

  StageView view() {
    List<StageOperation> operations = started.operations();
    return new StageView(
        started.stage(),
        started.attempt(),
        started.name(),
        operations.isEmpty() ? "" : operations.getLast().site(),
        started.fingerprint(),
        status,
        job,
        started.parents(),
        started.atMillis(),
        endedMillis < 0 ? Optional.empty() : Optional.of(endedMillis),
        started.partitionCount(),
        counts(),
        sum.wallNanos() / 1e6,
        sum.gcMillis(),
        sum.fetchWaitNanos() / 1e6,
        sum.rowsIn(),
        sum.rowsOut(),
        sum.inputBytes(),
        sum.shuffleReadBytes(),
        sum.shuffleWriteBytes(),
        sum.spillBytes(),
        sum.peakMemoryBytes(),
        error.isEmpty() ? Optional.empty() : Optional.of(error),
        operations,
        sum.heavyKeys(),
        tasks != null);
  }
}
