package io.brasa.core.function;

/** One {@code long} in, one out. */
@FunctionalInterface
public interface LongOperator extends java.io.Serializable {
  long call(long value) throws Exception;
}
