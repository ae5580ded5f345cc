package io.brasa.core.function;

/** Four values in, one value out. */
@FunctionalInterface
public interface Function4<A, B, C, D, R> extends java.io.Serializable {
  R call(A first, B second, C third, D fourth) throws Exception;
}
