package io.brasa.core.lineage;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * An operation without inputs. What tells one partition from another, the split, stays with the
 * driver and travels with the one task that needs it.
 */
public interface Source extends Operation {
  /**
   * The splits, one a partition; called on the driver, once. Splits are values that a codec can
   * encode.
   */
  List<?> splits();

  /** Opens the records of a split. */
  Iterator<?> open(Object split, TaskContext context) throws Exception;

  /**
   * A source of the same splits that reads only some of their records: each with the same
   * probability, and which ones depends on the partition alone.
   *
   * @param about how many records all splits together should give
   * @return empty if reading only some is not possible, or would not save much
   */
  default Optional<Source> drawing(long about) {
    return Optional.empty();
  }

  @Override
  default Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return open(inputs.split(), context);
  }
}
