package io.brasa.core.function;

/** Three values in, one value out. */
@FunctionalInterface
public interface Function3<A, B, C, R> extends java.io.Serializable {
  R call(A first, B second, C third) throws Exception;
}
