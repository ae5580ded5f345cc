package io.brasa.core.lineage;

import io.brasa.core.event.TaskMetrics;
import io.brasa.core.shuffle.ShuffleContext;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.storage.Storages;
import java.util.Iterator;

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

  /**
   * Fails when the task is no longer wanted, or {@link #checkWhole} does. Loops over records call
   * it now and then.
   */
  void checkCancelled();

  /**
   * Records for a function of the user's to draw. What the engine throws while it does fails the
   * task, even if the function catches it and goes on.
   */
  <T> Iterator<T> given(Iterator<T> records);

  /**
   * Tells what a node of a query's plan did in this task; adds up. Times in nanoseconds, sizes in
   * bytes, the most memory that was taken at once.
   */
  void noteNode(int node, long rows, long nanos, long spillBytes, long peakBytes);

  /**
   * Remembers what goes into a function of the user's, if it is the engine's, which is told: then
   * nothing more must be computed of it.
   */
  boolean noteThrown(Throwable thrown);

  /** Fails when something was noted: what has been computed is not all there is. */
  void checkWhole();

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
