package io.brasa.core.function;

/** Two values in, one value out. */
@FunctionalInterface
public interface Function2<A, B, R> extends java.io.Serializable {
  R call(A first, B second) throws Exception;
}
