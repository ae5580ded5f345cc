package io.brasa.core.function;

import java.util.Iterator;

/** A key and its groups of two datasets in, any number of values out. */
@FunctionalInterface
public interface CoGroupFunction<K, V, W, R>
    extends Function3<K, Iterator<V>, Iterator<W>, Iterator<R>> {}
