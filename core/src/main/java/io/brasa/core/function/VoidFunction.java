package io.brasa.core.function;

/** Called for its effect. */
@FunctionalInterface
public interface VoidFunction<T> extends java.io.Serializable {
  void call(T value) throws Exception;
}
