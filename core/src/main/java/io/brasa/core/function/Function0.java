package io.brasa.core.function;

/** Gives a value. */
@FunctionalInterface
public interface Function0<R> extends java.io.Serializable {
  R call() throws Exception;
}
