package io.brasa.ui.state;

import io.brasa.core.event.AccumulatorValue;
import java.util.List;
import java.util.Optional;

/**
 * One job.
 *
 * @param name what the program calls it, or its action
 * @param durationMillis so far, if it runs
 * @param query the one that it computes a part of
 */
public record JobView(
    long id,
    String name,
    String callSite,
    Status status,
    long startedMillis,
    Optional<Long> endedMillis,
    long durationMillis,
    String group,
    String pool,
    List<String> tags,
    List<StageLink> stages,
    TaskCounts tasks,
    Optional<String> error,
    Optional<Long> query,
    List<AccumulatorValue> accumulators) {}
