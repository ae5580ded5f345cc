package io.brasa.core.task;

import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.ShuffleSpec;
import java.io.Serializable;
import java.util.Iterator;

/** What becomes of the records that a stage computes. */
public sealed interface End extends Serializable {
  /** They are divided by key for a later stage. The shuffle's id is the stage's. */
  record Divide(ShuffleSpec spec) implements End {}

  /** They are made into one value, which goes to the driver. */
  record Finish(Action action) implements End {}

  /**
   * Makes the records of a partition into a value that may leave the task: see {@link
   * TaskContext#handOver}.
   */
  @FunctionalInterface
  interface Action extends Serializable {
    Object finish(Iterator<?> records, TaskContext context) throws Exception;
  }
}
