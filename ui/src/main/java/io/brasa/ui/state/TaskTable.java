package io.brasa.ui.state;

import io.brasa.core.event.Event;
import io.brasa.core.event.TaskMetrics;
import io.brasa.ui.diagnosis.Metric;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The tasks of one stage attempt in columns, in the order in which they were heard of first. A
 * column of a metric that has been zero so far takes no memory. Guarded by the lock of its
 * application.
 */
final class TaskTable {
  /** Errors of more tasks are not kept: their status is. */
  private static final int ERRORS_MAX = 1_000;

  private static final int ERROR_LENGTH_MAX = 4_000;

  private final TaskIndex index = new TaskIndex();
  private int count;
  private int[] partitions = new int[16];
  private int[] attempts = new int[16];
  private int[] executors = new int[16];
  private byte[] statuses = new byte[16];
  private long[] started = new long[16];
  private long[] ended = new long[16];
  private final long[][] metrics = new long[Metric.ALL.length][];
  private final Map<Integer, String> errors = new HashMap<>();

  int count() {
    return count;
  }

  void start(Event.TaskStarted task, int executor) {
    if (index.row(task.partition(), task.taskAttempt()) >= 0) return;
    add(task.partition(), task.taskAttempt(), executor, task.atMillis());
  }

  /** Returns when the task began if it ran until now, else -1. */
  long end(Event.TaskEnded task, int executor) {
    int row = index.row(task.partition(), task.taskAttempt());
    boolean isNew = row < 0;
    if (isNew) row = add(task.partition(), task.taskAttempt(), executor, task.atMillis());
    boolean wasRunning = statuses[row] == Status.RUNNING.ordinal();
    Status status = Status.ofEnd(task.error());
    if (status == Status.SUCCEEDED && !task.isWinner()) status = Status.CANCELLED;
    end(row, task.atMillis(), status, task.error());
    set(row, task.metrics());
    return wasRunning && !isNew ? started[row] : -1;
  }

  /** Ends the tasks that run; of one executor, or of all for -1. Returns how many there were. */
  int endRunning(int executor, long atMillis, Status status, String error) {
    int found = 0;
    for (int row = 0; row < count; row++) {
      if (statuses[row] != Status.RUNNING.ordinal()) continue;
      if (executor >= 0 && executors[row] != executor) continue;
      end(row, atMillis, status, error);
      found++;
    }
    return found;
  }

  private int add(int partition, int attempt, int executor, long atMillis) {
    if (count == partitions.length) grow();
    int row = count++;
    index.put(partition, attempt, row);
    partitions[row] = partition;
    attempts[row] = attempt;
    executors[row] = executor;
    statuses[row] = (byte) Status.RUNNING.ordinal();
    started[row] = atMillis;
    ended[row] = -1;
    return row;
  }

  private void end(int row, long atMillis, Status status, String error) {
    statuses[row] = (byte) status.ordinal();
    ended[row] = atMillis;
    if (error.isEmpty() || errors.size() >= ERRORS_MAX) return;
    errors.put(
        row, error.length() > ERROR_LENGTH_MAX ? error.substring(0, ERROR_LENGTH_MAX) : error);
  }

  private void set(int row, TaskMetrics told) {
    for (int i = 0; i < metrics.length; i++) {
      long value = Metric.ALL[i].of(told);
      if (value == 0 && metrics[i] == null) continue;
      if (metrics[i] == null) metrics[i] = new long[partitions.length];
      metrics[i][row] = value;
    }
  }

  private void grow() {
    int length = 2 * partitions.length;
    partitions = Arrays.copyOf(partitions, length);
    attempts = Arrays.copyOf(attempts, length);
    executors = Arrays.copyOf(executors, length);
    statuses = Arrays.copyOf(statuses, length);
    started = Arrays.copyOf(started, length);
    ended = Arrays.copyOf(ended, length);
    for (int i = 0; i < metrics.length; i++)
      if (metrics[i] != null) metrics[i] = Arrays.copyOf(metrics[i], length);
  }

  /** A copy that nobody changes any more. */
  TaskColumns columns() {
    long[][] measured = new long[metrics.length][];
    for (int i = 0; i < metrics.length; i++)
      if (metrics[i] != null) measured[i] = Arrays.copyOf(metrics[i], count);
    return new TaskColumns(
        count,
        Arrays.copyOf(partitions, count),
        Arrays.copyOf(attempts, count),
        Arrays.copyOf(executors, count),
        Arrays.copyOf(statuses, count),
        Arrays.copyOf(started, count),
        Arrays.copyOf(ended, count),
        measured,
        Map.copyOf(errors));
  }
}
