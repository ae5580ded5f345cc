package io.brasa.core.event;

import java.util.Arrays;

/**
 * Tasks of one stage attempt on one executor that have succeeded, told together: a stage may have a
 * hundred thousand tasks that do little, and two events for each would cost more than they are
 * worth. The rows stand in the order in which the tasks were found to be done.
 *
 * <p>Filled by one thread, then only read; it grows without bound, so whoever fills it tells of it
 * from time to time.
 */
public final class FinishedTasks {
  /**
   * In place of the time at which a task began: that was told before, by {@link Event.TaskStarted}.
   */
  static final long TOLD = -1;

  private static final int FIRST_ROWS = 16;

  private final long stage;
  private final int attempt;
  private final String executor;
  private long atMillis;
  private int count;
  private int[] partitions = new int[FIRST_ROWS];
  private int[] taskAttempts = new int[FIRST_ROWS];
  private long[] beganMillis = new long[FIRST_ROWS];
  private TaskMetrics[] metrics = new TaskMetrics[FIRST_ROWS];

  public FinishedTasks(long stage, int attempt, String executor) {
    this.stage = stage;
    this.attempt = attempt;
    this.executor = executor;
  }

  /** Whether a task's row can stand here. */
  public boolean accepts(long ofStage, int ofAttempt, String onExecutor) {
    return ofStage == stage && ofAttempt == attempt && onExecutor.equals(executor);
  }

  /** Adds a task whose start nobody was told of. */
  public void add(int partition, int taskAttempt, long began, TaskMetrics measured) {
    if (count == partitions.length) grow();
    partitions[count] = partition;
    taskAttempts[count] = taskAttempt;
    beganMillis[count] = began;
    metrics[count++] = measured;
  }

  /** Adds a task that {@link Event.TaskStarted} has told of. */
  public void addStarted(int partition, int taskAttempt, TaskMetrics measured) {
    add(partition, taskAttempt, TOLD, measured);
  }

  private void grow() {
    int size = 4 * count;
    partitions = Arrays.copyOf(partitions, size);
    taskAttempts = Arrays.copyOf(taskAttempts, size);
    beganMillis = Arrays.copyOf(beganMillis, size);
    metrics = Arrays.copyOf(metrics, size);
  }

  /** It is complete: this is when its tasks were found to be done. */
  public void endAt(long millis) {
    atMillis = millis;
  }

  public long stage() {
    return stage;
  }

  /** Of the stage. */
  public int attempt() {
    return attempt;
  }

  public String executor() {
    return executor;
  }

  /** When the tasks were found to be done, in milliseconds since the epoch. */
  public long atMillis() {
    return atMillis;
  }

  /** How many tasks. */
  public int count() {
    return count;
  }

  /** Whether the start of a task was told before. */
  public boolean isStartTold(int row) {
    return beganMillis[row] == TOLD;
  }

  public int partition(int row) {
    return partitions[row];
  }

  /** Which attempt at its partition a task was. */
  public int taskAttempt(int row) {
    return taskAttempts[row];
  }

  /** When a task began; {@link #TOLD} if that was told. */
  long beganMillis(int row) {
    return beganMillis[row];
  }

  public TaskMetrics metrics(int row) {
    return metrics[row];
  }

  /** What a task has to be told of by itself: its start, if nobody was told. */
  public Event.TaskStarted started(int row) {
    return new Event.TaskStarted(
        beganMillis[row], stage, attempt, partitions[row], taskAttempts[row], executor);
  }

  /** A task's end, by itself. */
  public Event.TaskEnded ended(int row) {
    return new Event.TaskEnded(
        atMillis,
        stage,
        attempt,
        partitions[row],
        taskAttempts[row],
        executor,
        true,
        "",
        metrics[row]);
  }

  @Override
  public String toString() {
    return count + " tasks of attempt " + attempt + " at stage " + stage + " on " + executor;
  }
}
