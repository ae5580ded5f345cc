package io.brasa.core.function;

/** One value in, one pair out. */
@FunctionalInterface
public interface PairFunction<T, K, V> extends java.io.Serializable {
  Pair<K, V> call(T value) throws Exception;
}
