package io.brasa.core.function;

import java.util.Iterator;

/** A key and the values of its group in, one value out. */
@FunctionalInterface
public interface MapGroupsFunction<K, V, R> extends Function2<K, Iterator<V>, R> {}
