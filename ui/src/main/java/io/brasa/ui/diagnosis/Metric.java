package io.brasa.ui.diagnosis;

import io.brasa.core.event.TaskMetrics;

/** The numbers that each task tells at its end. */
public enum Metric {
  WALL("wallMillis", 1e6),
  GC("gcMillis", 1),
  FETCH_WAIT("fetchWaitMillis", 1e6),
  OPEN("openMillis", 1e6),
  ROWS_IN("rowsIn", 1),
  ROWS_OUT("rowsOut", 1),
  INPUT("inputBytes", 1),
  SHUFFLE_READ("shuffleReadBytes", 1),
  SHUFFLE_WRITE("shuffleWriteBytes", 1),
  SPILL("spillBytes", 1),
  PEAK("peakMemoryBytes", 1);

  /** In their order; not to be changed. */
  public static final Metric[] ALL = values();

  private final String label;
  private final double divisor;

  Metric(String label, double divisor) {
    this.label = label;
    this.divisor = divisor;
  }

  /** The name in the API. */
  public String label() {
    return label;
  }

  /** In the unit that the name says, from the unit in which it is counted. */
  public double shown(long counted) {
    return counted / divisor;
  }

  /** In the unit in which it is counted: nanoseconds or milliseconds, rows, bytes. */
  public long of(TaskMetrics metrics) {
    return switch (this) {
      case WALL -> metrics.wallNanos();
      case GC -> metrics.gcMillis();
      case FETCH_WAIT -> metrics.fetchWaitNanos();
      case OPEN -> metrics.openNanos();
      case ROWS_IN -> metrics.rowsIn();
      case ROWS_OUT -> metrics.rowsOut();
      case INPUT -> metrics.inputBytes();
      case SHUFFLE_READ -> metrics.shuffleReadBytes();
      case SHUFFLE_WRITE -> metrics.shuffleWriteBytes();
      case SPILL -> metrics.spillBytes();
      case PEAK -> metrics.peakMemoryBytes();
    };
  }
}
