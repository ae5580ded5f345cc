package io.brasa.core.function;

import java.util.Iterator;

/** One value in, any number of longs out. */
@FunctionalInterface
public interface LongFlatMapFunction<T> extends java.io.Serializable {
  Iterator<Long> call(T value) throws Exception;
}
