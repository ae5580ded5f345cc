package io.brasa.core.function;

/** One {@code long} in, one {@code double} out. */
@FunctionalInterface
public interface LongToDoubleFunction extends java.io.Serializable {
  double call(long value) throws Exception;
}
