package io.brasa.core.function;

/** One value in, one {@code long} out. */
@FunctionalInterface
public interface LongFunction<T> extends java.io.Serializable {
  long call(T value) throws Exception;
}
