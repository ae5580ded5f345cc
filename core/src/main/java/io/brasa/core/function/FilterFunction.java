package io.brasa.core.function;

/** Whether a value stays: what {@code Dataset.filter} takes in Spark. */
@FunctionalInterface
public interface FilterFunction<T> extends Function<T, Boolean> {}
