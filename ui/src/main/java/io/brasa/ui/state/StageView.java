package io.brasa.ui.state;

import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.StageOperation;
import io.brasa.ui.diagnosis.Finding;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at a stage; the sums are of tasks that have ended.
 *
 * @param id a short number; see {@link StageKey}
 * @param durationMillis so far, if it runs
 * @param job the first that needed it
 * @param wallMillis of all tasks together
 * @param openMillis of all tasks together: how long it took to open their functions
 * @param peakMemoryBytes of the task that had most
 * @param heavyKeys the heaviest that its tasks have told of
 * @param tasksKept whether its tasks can still be listed
 * @param findings what held it, the costliest first
 */
public record StageView(
    long id,
    int attempt,
    String name,
    String callSite,
    String fingerprint,
    Status status,
    long job,
    List<Long> parents,
    long startedMillis,
    Optional<Long> endedMillis,
    long durationMillis,
    int partitions,
    TaskCounts tasks,
    double wallMillis,
    double gcMillis,
    double fetchWaitMillis,
    double openMillis,
    long rowsIn,
    long rowsOut,
    long inputBytes,
    long shuffleReadBytes,
    long shuffleWriteBytes,
    long spillBytes,
    long peakMemoryBytes,
    Optional<String> error,
    List<StageOperation> operations,
    List<HeavyKey> heavyKeys,
    boolean tasksKept,
    List<Finding> findings) {}
