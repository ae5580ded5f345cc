package io.brasa.core.event;

/**
 * What a named accumulator held when a job ended.
 *
 * @param value as text, cut off when long
 */
public record AccumulatorValue(String name, String value) {}
