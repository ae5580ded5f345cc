package io.brasa.core.function;

/** Called with two values for its effect. */
@FunctionalInterface
public interface VoidFunction2<A, B> extends java.io.Serializable {
  void call(A first, B second) throws Exception;
}
