package io.brasa.core.shuffle;

import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import java.io.Serializable;

/** What a shuffle does with the values of one key. */
public sealed interface Aggregation extends Serializable {
  Aggregation NONE = new None();
  Aggregation GROUPING = new Grouping();

  /** Nothing: records pass as they are. */
  record None() implements Aggregation {}

  /**
   * Collects them: the result is a {@link io.brasa.runtime.codec.Group} in map order, then in the
   * order of the records.
   */
  record Grouping() implements Aggregation {}

  /**
   * Combines them by the functions of the user. A combiner that a function returns may be its first
   * argument, changed.
   *
   * @param createCombiner of a key's first value
   * @param mergeValue of a combiner and a further value
   * @param mergeCombiners of two combiners; the first is of values that came earlier
   */
  record Combining(
      Function<Object, Object> createCombiner,
      Function2<Object, Object, Object> mergeValue,
      Function2<Object, Object, Object> mergeCombiners)
      implements Aggregation {}
}
