package io.brasa.core.function;

/** One value in, one value out. */
@FunctionalInterface
public interface Function<T, R> extends java.io.Serializable {
  R call(T value) throws Exception;
}
