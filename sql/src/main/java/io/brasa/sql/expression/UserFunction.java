package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
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
  /** The same under another name, or with other results for equal arguments. */
  public UserFunction as(String newName, boolean newIsDeterministic) {
    return new UserFunction(newName, parameterTypes, type, newIsDeterministic, body);
  }

  /** Gets values as {@link io.brasa.columnar.vector.Values} gives them, nulls included. */
  @FunctionalInterface
  public interface Body extends Serializable {
    Object call(Object[] arguments) throws Exception;
  }

  /**
   * A body that reads columns itself, as values of the program's. A condition of this kind sees the
   * rows that the program has made up to it, and no others: it stays where it stands.
   */
  public interface OfColumns extends Body {
    Opened open();

    /** The condition that both hold, another first; empty unless both read the same. */
    default Optional<OfColumns> after(OfColumns first) {
      return Optional.empty();
    }

    @Override
    default Object call(Object[] arguments) {
      throw new IllegalStateException("it reads columns");
    }
  }

  /** A table function: gives an array, of which each element is a row. */
  public interface Expanding extends OfColumns {}

  /** A body that reads columns, for one thread. */
  public interface Opened {
    /** From now on rows are of these columns, which are the arguments. */
    void bind(Vector[] columns);

    /** Appends the result for a row. */
    void call(int row, VectorBuilder results) throws Exception;
  }

  /** An aggregate: what makes its states is known where functions are. */
  public interface Aggregating extends Body {
    @Override
    default Object call(Object[] arguments) {
      throw new IllegalStateException("it is an aggregate");
    }
  }
}
