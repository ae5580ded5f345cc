package io.brasa.core.function;

/** Whether something holds for a {@code double}. */
@FunctionalInterface
public interface DoublePredicate extends java.io.Serializable {
  boolean call(double value) throws Exception;
}
