package io.brasa.core.function;

import java.util.Iterator;

/** All values of a partition in, any number of values out. */
@FunctionalInterface
public interface MapPartitionsFunction<T, R> extends FlatMapFunction<Iterator<T>, R> {}
