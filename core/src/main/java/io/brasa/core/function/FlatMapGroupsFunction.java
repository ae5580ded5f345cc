package io.brasa.core.function;

import java.util.Iterator;

/** A key and the values of its group in, any number of values out. */
@FunctionalInterface
public interface FlatMapGroupsFunction<K, V, R> extends FlatMapFunction2<K, Iterator<V>, R> {}
