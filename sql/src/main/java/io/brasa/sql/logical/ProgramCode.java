package io.brasa.sql.logical;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.UserCall;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Functions of the program's from rows to rows, closed to the optimiser but for what it may ask
 * here. Travels to tasks. Equal codes give equal rows.
 */
public interface ProgramCode extends Serializable {
  /** What it does, for plans: {@code map, filter}. */
  String name();

  /**
   * The code that does what another does and then this one, without rows in between; empty unless
   * this one reads just what the other writes.
   */
  default Optional<ProgramCode> after(ProgramCode below) {
    return Optional.empty();
  }

  /**
   * The code that first leaves out what a condition leaves out; empty unless the condition is a
   * function of the objects that this one reads from the same columns.
   *
   * @param columns what it reads
   */
  default Optional<ProgramCode> after(UserCall condition, List<Expression> columns) {
    return Optional.empty();
  }

  /**
   * The code that in the end leaves out what a condition leaves out; empty unless the condition is
   * a function of the objects that this one writes.
   */
  default Optional<ProgramCode> before(UserCall condition) {
    return Optional.empty();
  }

  /** The code that writes some of its columns only, in their order; it still makes all objects. */
  default Optional<ProgramCode> writing(List<Integer> places) {
    return Optional.empty();
  }
}
