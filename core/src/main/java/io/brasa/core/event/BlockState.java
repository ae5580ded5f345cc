package io.brasa.core.event;

/**
 * How one executor keeps a partition of a dataset.
 *
 * @param level by Spark's name, {@code MEMORY_AND_DISK}
 * @param memoryBytes in the heap or outside it; zero if it is not in memory
 * @param diskBytes zero if it is not on disk; if both are zero the executor keeps it no more
 * @param evictions how often it has had to leave memory since the executor told of it before
 */
public record BlockState(
    long dataset, int partition, String level, long memoryBytes, long diskBytes, int evictions) {}
