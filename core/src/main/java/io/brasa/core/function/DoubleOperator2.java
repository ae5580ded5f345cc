package io.brasa.core.function;

/** Two doubles in, one out. */
@FunctionalInterface
public interface DoubleOperator2 extends java.io.Serializable {
  double call(double first, double second) throws Exception;
}
