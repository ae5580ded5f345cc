package io.brasa.core.function;

import java.util.Iterator;

/** One value in, any number of doubles out. */
@FunctionalInterface
public interface DoubleFlatMapFunction<T> extends java.io.Serializable {
  Iterator<Double> call(T value) throws Exception;
}
