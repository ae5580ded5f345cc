package io.brasa.core.function;

/** Two longs in, one out. */
@FunctionalInterface
public interface LongOperator2 extends java.io.Serializable {
  long call(long first, long second) throws Exception;
}
