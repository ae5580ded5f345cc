package io.brasa.ui.diagnosis;

/**
 * The tasks of one stage attempt, by rows from 0. Times in nanoseconds unless the name says
 * otherwise, sizes in bytes.
 */
public interface TaskFacts {
  /** What became of a task. */
  enum Outcome {
    RUNNING,
    /** Its output counts. */
    SUCCEEDED,
    FAILED,
    /** Nobody wanted it any more. */
    STOPPED
  }

  int count();

  int partition(int row);

  /** A number below that of {@link StageFacts#executors}. */
  int executor(int row);

  Outcome outcome(int row);

  long startedMillis(int row);

  /** How long it ran, or has been running. */
  long wallNanos(int row);

  /** What it told at its end, in the unit in which it is counted; zero while it runs. */
  long metric(Metric metric, int row);

  /** Empty if there is none. */
  String error(int row);
}
