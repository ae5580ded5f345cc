package io.brasa.core.execute;

/** The value of the winning attempt at a partition. */
public record TaskResult(int partition, int attempt, Object value) {}
