package io.brasa.core.function;

/** No value in, one value out. */
@FunctionalInterface
public interface Function0<R> extends java.io.Serializable {
  R call() throws Exception;
}
