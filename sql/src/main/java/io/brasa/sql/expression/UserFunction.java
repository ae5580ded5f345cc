package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A function of the user's.
 *
 * @param name for messages
 * @param parameterTypes what arguments are cast to; empty for whatever they are
 * @param isDeterministic whether equal arguments give equal results
 */
public record UserFunction(
    String name,
    Optional<List<DataType>> parameterTypes,
    DataType type,
    boolean isDeterministic,
    Body body)
    implements Serializable {
  /** Gets values as {@link io.brasa.columnar.vector.Values} gives them, nulls included. */
  @FunctionalInterface
  public interface Body extends Serializable {
    Object call(Object[] arguments) throws Exception;
  }
}
