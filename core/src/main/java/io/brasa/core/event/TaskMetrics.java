package io.brasa.core.event;

/**
 * What one task did. Times in nanoseconds, sizes in bytes.
 *
 * @param damageCount how much of the input was left out or replaced because it was damaged
 */
public record TaskMetrics(
    long wallNanos,
    long rowsIn,
    long rowsOut,
    long inputBytes,
    long shuffleReadBytes,
    long shuffleWriteBytes,
    long spillBytes,
    long peakMemoryBytes,
    long damageCount) {
  public static final TaskMetrics NONE = new TaskMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0);

  public TaskMetrics plus(TaskMetrics other) {
    return new TaskMetrics(
        wallNanos + other.wallNanos,
        rowsIn + other.rowsIn,
        rowsOut + other.rowsOut,
        inputBytes + other.inputBytes,
        shuffleReadBytes + other.shuffleReadBytes,
        shuffleWriteBytes + other.shuffleWriteBytes,
        spillBytes + other.spillBytes,
        Math.max(peakMemoryBytes, other.peakMemoryBytes),
        damageCount + other.damageCount);
  }
}
