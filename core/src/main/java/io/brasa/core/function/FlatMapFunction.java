package io.brasa.core.function;

import java.util.Iterator;

/** One value in, any number of values out; the iterator is drained once, lazily. */
@FunctionalInterface
public interface FlatMapFunction<T, R> extends java.io.Serializable {
  Iterator<R> call(T value) throws Exception;
}
