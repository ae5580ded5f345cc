package io.brasa.ui.state;

import java.util.List;
import java.util.Optional;

/**
 * One executor.
 *
 * @param memoryBytes what data may take
 * @param memory what it told last; nothing if it has not
 * @param samples one row of numbers each, named by {@link #SAMPLE_NAMES}
 */
public record ExecutorView(
    String id,
    String host,
    long processId,
    int slots,
    long memoryBytes,
    long addedMillis,
    Optional<Long> lostMillis,
    Optional<String> lossReason,
    Optional<Memory> memory,
    double gcMillis,
    TaskCounts tasks,
    double wallMillis,
    long inputBytes,
    long shuffleReadBytes,
    long shuffleWriteBytes,
    long spillBytes,
    List<String> sampleNames,
    List<List<Long>> samples) {
  static final List<String> SAMPLE_NAMES =
      List.of("millis", "heapUsed", "executionUsed", "storageUsed", "gcMillis", "running");

  /** In bytes. */
  public record Memory(
      long heapUsed,
      long heapMax,
      long executionUsed,
      long storageUsed,
      long limit,
      long offHeap) {}
}
