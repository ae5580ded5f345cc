package io.brasa.core;

/** A part of a dataset, by its number from zero. */
public record Partition(int index) {}
