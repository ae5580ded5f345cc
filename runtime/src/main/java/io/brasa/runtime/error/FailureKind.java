package io.brasa.runtime.error;

/**
 * What a failure means for the work that met it. Only {@link #LOST} ever leads to recomputation.
 */
public enum FailureKind {
  /** The program or its input is at fault: the job ends with this error. */
  USER,
  /** A process, a host or the data it held is gone: the engine recomputes what was lost. */
  LOST,
  /** An invariant of the engine does not hold: the job ends, and the message asks for a report. */
  BUG
}
