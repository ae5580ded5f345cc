package io.brasa.core.function;

/** Two values become one: what {@code Dataset.reduce} takes in Spark. */
@FunctionalInterface
public interface ReduceFunction<T> extends Function2<T, T, T> {}
