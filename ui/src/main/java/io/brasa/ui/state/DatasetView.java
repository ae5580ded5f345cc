package io.brasa.ui.state;

import java.util.List;

/** A dataset that is kept, and how much of it is where. */
public record DatasetView(
    long dataset,
    String name,
    String callSite,
    String level,
    Partitions partitions,
    long memoryBytes,
    long diskBytes,
    long evictions,
    List<Share> executors) {
  /** Of {@code total} so many are in memory, or on disk, somewhere. */
  public record Partitions(int total, int memory, int disk) {}

  /** What one executor keeps. */
  public record Share(String executor, int partitions, long memoryBytes, long diskBytes) {}
}
