package io.brasa.core.function;

/** Called for its effect on a value: what {@code Dataset.foreach} takes in Spark. */
@FunctionalInterface
public interface ForeachFunction<T> extends VoidFunction<T> {}
