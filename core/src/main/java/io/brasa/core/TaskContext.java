package io.brasa.core;

import io.brasa.core.event.TaskMetrics;
import io.brasa.core.journal.Journal;
import io.brasa.core.lineage.CurrentTask;

/**
 * The task that runs a function, as far as the function may know it. Ask inside of functions, on
 * the thread that called them. What depends on the attempt differs when a task is tried again: use
 * it for names and logs, not for results.
 */
public final class TaskContext {
  private final io.brasa.core.lineage.TaskContext task;

  /** Large, with bits all over: the golden ratio. */
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private TaskContext(io.brasa.core.lineage.TaskContext task) {
    this.task = task;
  }

  /** The running task. Fails with an {@code IllegalStateException} outside of tasks. */
  public static TaskContext get() {
    return new TaskContext(
        CurrentTask.get().orElseThrow(() -> new IllegalStateException("this thread runs no task")));
  }

  /** The number of the running task's partition; zero outside of tasks, as in Spark. */
  public static int getPartitionId() {
    return CurrentTask.get().map(io.brasa.core.lineage.TaskContext::partition).orElse(0);
  }

  /** The partition of the stage's last dataset that the task computes. */
  public int partitionId() {
    return task.partition();
  }

  /** Counts the attempts at this partition in this attempt at the stage, from zero. */
  public int attemptNumber() {
    return Journal.attemptInLife(task.attempt());
  }

  /**
   * One number for the attempt, not negative: made of stage, attempt at the stage, partition and
   * attempt at it. Two attempts have the same by an accident of one in some billion billions.
   */
  public long taskAttemptId() {
    long attempts = (long) task.stageAttempt() << 32 | task.attempt();
    long place = (task.stage() + task.partition()) * ODD;
    return ((place ^ place >>> 32) + attempts) * ODD & Long.MAX_VALUE;
  }

  /** Of the stage, as in events: unique among all stages of all applications. */
  public long stageId() {
    return task.stage();
  }

  /** Counts the attempts at the stage, from zero. */
  public int stageAttemptNumber() {
    return task.stageAttempt();
  }

  /** Whether the task is to end: long loops without records ask this now and then. */
  public boolean isInterrupted() {
    return task.isCancelled();
  }

  /**
   * Calls the listener when the task ends, however it does; the last one added is called first. An
   * exception that it throws fails the task.
   */
  public TaskContext addTaskCompletionListener(TaskCompletionListener listener) {
    task.closeAtEnd(() -> listener.onTaskCompletion(this));
    return this;
  }

  /**
   * Calls the listener when the task fails or is told to stop, before those for its end; the last
   * one added is called first. An exception that it throws is added to the failure. A result that
   * cannot be sent is told to nobody here.
   */
  public TaskContext addTaskFailureListener(TaskFailureListener listener) {
    task.onFailure(failure -> listener.onTaskFailure(this, failure));
    return this;
  }

  /** Whether the task's records have been handled, or it has failed: for listeners. */
  public boolean isCompleted() {
    return task.isCompleted();
  }

  /** Whether the task has failed or was told to stop: for listeners. */
  public boolean isFailed() {
    return task.isFailed();
  }

  /** As {@link #addTaskFailureListener}, if the task was told to stop. */
  public TaskContext addTaskInterruptListener(TaskInterruptListener listener) {
    task.onFailure(
        failure -> {
          if (task.isCancelled()) listener.onTaskInterrupted(this, failure);
        });
    return this;
  }

  /** What the task has read and written so far; the time is that since it began. */
  public TaskMetrics taskMetrics() {
    return task.metrics();
  }

  /** How many slots a task takes. */
  public int cpus() {
    return 1;
  }

  /** Hears that a task was told to stop. */
  @FunctionalInterface
  public interface TaskInterruptListener {
    void onTaskInterrupted(TaskContext context, Throwable failure) throws Exception;
  }

  /** Hears of the failure of a task. */
  @FunctionalInterface
  public interface TaskFailureListener {
    void onTaskFailure(TaskContext context, Throwable failure) throws Exception;
  }

  /** Hears of the end of a task. */
  @FunctionalInterface
  public interface TaskCompletionListener {
    void onTaskCompletion(TaskContext context) throws Exception;
  }
}
