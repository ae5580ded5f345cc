package io.brasa.core.function;

import java.util.Iterator;

/** Two values in, any number of values out. */
@FunctionalInterface
public interface FlatMapFunction2<A, B, R> extends java.io.Serializable {
  Iterator<R> call(A first, B second) throws Exception;
}
