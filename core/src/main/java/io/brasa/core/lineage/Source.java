package io.brasa.core.lineage;

import java.util.Iterator;
import java.util.List;

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

  @Override
  default Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return open(inputs.split(), context);
  }
}
