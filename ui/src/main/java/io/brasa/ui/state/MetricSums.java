package io.brasa.ui.state;

import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.TaskMetrics;
import java.util.List;

/** Sums over tasks, and the most memory of one. Guarded by the lock of its application. */
final class MetricSums {
  private long wallNanos;
  private long gcMillis;
  private long fetchWaitNanos;
  private long rowsIn;
  private long rowsOut;
  private long inputBytes;
  private long shuffleReadBytes;
  private long shuffleWriteBytes;
  private long spillBytes;
  private long peakMemoryBytes;

  /** Of these only the heavy keys are used: events know how those are put together. */
  private TaskMetrics keys = TaskMetrics.NONE;

  void add(TaskMetrics task) {
    wallNanos += task.wallNanos();
    gcMillis += task.gcMillis();
    fetchWaitNanos += task.fetchWaitNanos();
    rowsIn += task.rowsIn();
    rowsOut += task.rowsOut();
    inputBytes += task.inputBytes();
    shuffleReadBytes += task.shuffleReadBytes();
    shuffleWriteBytes += task.shuffleWriteBytes();
    spillBytes += task.spillBytes();
    peakMemoryBytes = Math.max(peakMemoryBytes, task.peakMemoryBytes());
    if (!task.heavyKeys().isEmpty()) keys = keys.plus(task);
  }

  double wallMillis() {
    return wallNanos / 1e6;
  }

  double gcMillis() {
    return gcMillis;
  }

  double fetchWaitMillis() {
    return fetchWaitNanos / 1e6;
  }

  long rowsIn() {
    return rowsIn;
  }

  long rowsOut() {
    return rowsOut;
  }

  long inputBytes() {
    return inputBytes;
  }

  long shuffleReadBytes() {
    return shuffleReadBytes;
  }

  long shuffleWriteBytes() {
    return shuffleWriteBytes;
  }

  long spillBytes() {
    return spillBytes;
  }

  long peakMemoryBytes() {
    return peakMemoryBytes;
  }

  List<HeavyKey> heavyKeys() {
    return keys.heavyKeys();
  }
}
