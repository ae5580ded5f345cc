package io.brasa.core.function;

/** One value in, one value out: what {@code Dataset.map} takes in Spark. */
@FunctionalInterface
public interface MapFunction<T, R> extends Function<T, R> {}
