package io.brasa.core.event;

/**
 * What an executor's process holds at one moment. Sizes in bytes; counts since the process began.
 *
 * @param heapUsedBytes of the whole process; of a driver that runs tasks itself, the driver's too
 * @param executionBytes what running tasks have reserved
 * @param storageBytes what kept partitions and map outputs have reserved
 * @param limitBytes what both together may take
 * @param offHeapBytes what kept partitions have outside the heap
 * @param gcMillis for how long garbage collections have stopped the process
 * @param runningTasks how many tasks run now
 */
public record ExecutorSample(
    long heapUsedBytes,
    long heapMaxBytes,
    long executionBytes,
    long storageBytes,
    long limitBytes,
    long offHeapBytes,
    long gcMillis,
    long gcCount,
    int runningTasks) {}
