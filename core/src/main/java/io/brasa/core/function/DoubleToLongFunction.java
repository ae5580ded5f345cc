package io.brasa.core.function;

/** One {@code double} in, one {@code long} out. */
@FunctionalInterface
public interface DoubleToLongFunction extends java.io.Serializable {
  long call(double value) throws Exception;
}
