package io.brasa.sql.function;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import java.util.List;

/**
 * The states of one aggregate for many groups, in arrays by the group's number. States leave and
 * come back as columns: between stages, and when memory ends. Belongs to one thread.
 */
public interface Accumulator {
  /** Makes room for groups below {@code count}; new ones have seen nothing. */
  void reserve(int count);

  /**
   * Adds rows to their groups.
   *
   * @param groups at place {@code i} the group of the i-th row asked for; null if all are of group
   *     0
   * @param arguments of {@code length} rows, in any form; DISTINCT, FILTER and ORDER BY are dealt
   *     with before
   * @param rows the rows asked for; null for all
   */
  void add(int[] groups, Vector[] arguments, int length, Selection rows);

  /**
   * Reads, from now on, the states of another accumulator that is given the same rows, and is given
   * none itself; false if it cannot.
   *
   * @param other has been given nothing yet
   */
  default boolean follow(Accumulator other) {
    return false;
  }

  /** The columns that a state leaves as. */
  List<DataType> stateTypes();

  /** The states of groups from {@code from} to {@code to}, exclusive, as columns. */
  List<Vector> states(int from, int to);

  /**
   * Adds states to their groups.
   *
   * @param groups the group of each row
   */
  void merge(int[] groups, Vector[] states, int length);

  /** The results of groups from {@code from} to {@code to}, exclusive. */
  Vector results(int from, int to);

  /** Forgets all groups. */
  void clear();

  /** Roughly the heap bytes held. */
  long sizeBytes();
}
