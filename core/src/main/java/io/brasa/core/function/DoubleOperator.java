package io.brasa.core.function;

/** One {@code double} in, one out. */
@FunctionalInterface
public interface DoubleOperator extends java.io.Serializable {
  double call(double value) throws Exception;
}
