package io.brasa.ui.state;

import java.util.HashMap;
import java.util.Map;

/**
 * Short numbers for stages, from 0 in the order in which jobs name them: the engine's own are made
 * from fingerprints, have nineteen digits and more than a number of JavaScript holds. The same log
 * gives the same numbers. Guarded by the lock of its application.
 */
final class StageNumbers {
  private final Map<Long, Long> numbers = new HashMap<>();
  private long next;

  /** The number of a stage, a new one if it has none. */
  long of(long stage) {
    Long known = numbers.get(stage);
    if (known != null) return known;
    numbers.put(stage, next);
    return next++;
  }

  /** The stage will not be asked for any more. */
  void forget(long stage) {
    numbers.remove(stage);
  }
}
