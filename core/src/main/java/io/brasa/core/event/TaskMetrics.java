package io.brasa.core.event;

/**
 * What one task did. Times in nanoseconds, sizes in bytes.
 *
 * @param fallbackCount how many chains of links were interpreted although they have seen enough
 *     records for a kernel
 * @param fallbackReason why the first of them was; empty if there is none
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
    int fallbackCount,
    String fallbackReason,
    long damageCount) {
  public static final TaskMetrics NONE = new TaskMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, "", 0);

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
        fallbackCount + other.fallbackCount,
        fallbackReason.isEmpty() ? other.fallbackReason : fallbackReason,
        damageCount + other.damageCount);
  }
}
