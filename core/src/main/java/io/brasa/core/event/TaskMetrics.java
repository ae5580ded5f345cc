package io.brasa.core.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one task did. Times in nanoseconds, sizes in bytes.
 *
 * @param fallbackCount how many chains of links were interpreted although they have seen enough
 *     records for a kernel
 * @param fallbackReason why the first of them was; empty if there is none
 * @param damageCount how much of the input was left out or replaced because it was damaged
 * @param gcMillis for how long the process stood still for garbage collections meanwhile, in
 *     milliseconds
 * @param fetchWaitNanos for how long the task waited for blocks from other processes
 * @param heavyKeys keys that many of the rows have which it read from shuffles, or wrote for one;
 *     the largest first, at most {@value HeavyKey#MOST}
 * @param openNanos of the time that of opening the task's functions and what they captured; zero
 *     where that was as good as nothing
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
    long damageCount,
    long gcMillis,
    long fetchWaitNanos,
    List<HeavyKey> heavyKeys,
    long openNanos) {
  public static final TaskMetrics NONE = new TaskMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, "", 0);

  /** Without what was measured later: no collections, waits, heavy keys and opening. */
  public TaskMetrics(
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
    this(
        wallNanos,
        rowsIn,
        rowsOut,
        inputBytes,
        shuffleReadBytes,
        shuffleWriteBytes,
        spillBytes,
        peakMemoryBytes,
        fallbackCount,
        fallbackReason,
        damageCount,
        0,
        0,
        List.of(),
        0);
  }

  /** Of several tasks together; of times these are sums, though tasks may have run side by side. */
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
        damageCount + other.damageCount,
        gcMillis + other.gcMillis,
        fetchWaitNanos + other.fetchWaitNanos,
        heaviest(heavyKeys, other.heavyKeys),
        openNanos + other.openNanos);
  }

  public TaskMetrics withGcMillis(long millis) {
    return with(millis, heavyKeys);
  }

  public TaskMetrics withHeavyKeys(List<HeavyKey> keys) {
    return with(gcMillis, keys);
  }

  private TaskMetrics with(long millis, List<HeavyKey> keys) {
    return new TaskMetrics(
        wallNanos,
        rowsIn,
        rowsOut,
        inputBytes,
        shuffleReadBytes,
        shuffleWriteBytes,
        spillBytes,
        peakMemoryBytes,
        fallbackCount,
        fallbackReason,
        damageCount,
        millis,
        fetchWaitNanos,
        keys,
        openNanos);
  }

  private static List<HeavyKey> heaviest(List<HeavyKey> left, List<HeavyKey> right) {
    if (right.isEmpty()) return left;
    if (left.isEmpty()) return right;
    List<HeavyKey> all = new ArrayList<>(left);
    all.addAll(right);
    all.sort(Comparator.comparingLong(HeavyKey::rows).reversed());
    return List.copyOf(all.subList(0, Math.min(HeavyKey.MOST, all.size())));
  }
}
