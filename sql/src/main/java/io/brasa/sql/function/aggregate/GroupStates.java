package io.brasa.sql.function.aggregate;

import java.util.Arrays;
import java.util.function.IntFunction;

/** An accumulator with an object for each group that has seen something. */
abstract class GroupStates<S> extends RowAccumulator {
  private final IntFunction<S[]> arrays;
  private S[] states;

  /** What the objects hold beyond the array, which subclasses keep count of. */
  long bytes;

  GroupStates(IntFunction<S[]> arrays) {
    this.arrays = arrays;
    this.states = arrays.apply(0);
  }

  /** A state that has seen nothing. */
  abstract S empty();

  /** The state of a group, made if it has none. */
  final S state(int group) {
    if (states[group] == null) states[group] = empty();
    return states[group];
  }

  /** Gives a group a state. */
  final void keep(int group, S state) {
    states[group] = state;
  }

  /** Null if the group has seen nothing. */
  final S known(int group) {
    return states[group];
  }

  @Override
  final void grow(int count) {
    if (count > states.length) states = Arrays.copyOf(states, Math.max(count, 2 * states.length));
  }

  @Override
  final void forget() {
    states = arrays.apply(0);
    bytes = 0;
  }

  @Override
  public final long sizeBytes() {
    return 8L * states.length + bytes;
  }
}
