package io.brasa.core.lineage;

import io.brasa.core.event.TaskMetrics;
import io.brasa.core.shuffle.ShuffleContext;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.storage.Storages;

/** What an operation may know and use of the task that runs it. Used by the task's thread alone. */
public interface TaskContext {
  /** The partition being computed, as numbered in the stage's last dataset. */
  int partition();

  /** Counts the attempts at this partition of this stage, from zero. */
  int attempt();

  /** The id of the stage. */
  long stage();

  /** Counts the attempts at the stage, from zero. */
  int stageAttempt();

  /** Whether the task is no longer wanted. */
  boolean isCancelled();

  /** Closes something at the end of the task, however it ends; the latest comes first. */
  void closeAtEnd(AutoCloseable closeable);

  /**
   * Calls something when the task fails or is told to stop, before what is closed at its end; the
   * latest comes first. What that throws is added to the failure.
   */
  void onFailure(FailureListener listener);

  /** Hears why a task failed. */
  @FunctionalInterface
  interface FailureListener {
    void failed(Throwable failure) throws Exception;
  }

  /** Whether the task's records have been handled, or it has failed: only closing is left. */
  boolean isCompleted();

  /** Whether it has failed or was told to stop. */
  boolean isFailed();

  /** What the task has done so far. */
  TaskMetrics metrics();

  /** Fails when the task is no longer wanted. Loops over records call it now and then. */
  void checkCancelled();

  Codecs codecs();

  /** What the task lends to the shuffle: codecs, memory, spill files, counters. */
  ShuffleContext shuffle();

  /** Counts what a source has read. */
  void countInput(long rows, long bytes);

  /** Counts damage of the input that was left out or replaced. */
  void countDamage(long count);

  /** The value itself when it can never change, else a copy: what may leave the task in process. */
  <T> T handOver(T value);

  /** Time, threads and waiting, for operations that do more than compute. */
  Environment environment();

  /** The file systems by path. */
  Storages storages();
}
