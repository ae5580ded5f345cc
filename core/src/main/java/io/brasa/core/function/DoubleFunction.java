package io.brasa.core.function;

/** One value in, one {@code double} out. */
@FunctionalInterface
public interface DoubleFunction<T> extends java.io.Serializable {
  double call(T value) throws Exception;
}
