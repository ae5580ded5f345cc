package io.brasa.core.function;

import java.util.Iterator;

/** One value in, any number of pairs out. */
@FunctionalInterface
public interface PairFlatMapFunction<T, K, V> extends java.io.Serializable {
  Iterator<Pair<K, V>> call(T value) throws Exception;
}
