package io.brasa.core.event;

/**
 * What one operation of a query's plan did, in all tasks together.
 *
 * @param rows that it gave
 * @param nanos of it and of what it reads within the same tasks
 * @param spillBytes likewise
 * @param peakMemoryBytes the most that it and what it reads within the same task took in one task;
 *     zero if that is unknown
 * @param stage the one whose tasks have run it; zero for the stage that gave the result, or if it
 *     is unknown
 * @param remark how it was run otherwise than planned; mostly empty
 */
public record NodeMetrics(
    int id,
    long rows,
    long nanos,
    long spillBytes,
    long peakMemoryBytes,
    long stage,
    String remark) {}
