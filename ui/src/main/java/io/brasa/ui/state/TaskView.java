package io.brasa.ui.state;

import java.util.Optional;

/** One attempt at a task. Its numbers are zero while it runs, but for the time. */
public record TaskView(
    int partition,
    int attempt,
    String executor,
    Status status,
    long startedMillis,
    Optional<Long> endedMillis,
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
    Optional<String> error) {}
