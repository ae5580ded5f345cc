package io.brasa.core.function;

/** Whether something holds for a {@code long}. */
@FunctionalInterface
public interface LongPredicate extends java.io.Serializable {
  boolean call(long value) throws Exception;
}
