package io.brasa.core.task;

import io.brasa.core.closure.RecordUse;
import io.brasa.core.fusion.Sink;
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

    /** Whether it is known neither to change the records nor to keep any of them. */
    default boolean leavesRecordsAlone(RecordUse use) {
      return false;
    }
  }

  /**
   * An action that takes all records as they come, one by one: they are pushed into it, which is
   * faster than an iterator. An action that may stop early is none of these.
   *
   * @param <S> what takes the records of one partition
   */
  interface Gathering<S extends Sink> extends Action {
    /** Before the first record of a partition. */
    S open(TaskContext context);

    /** After its last one: a value that may leave the task. */
    Object result(S sink, TaskContext context) throws Exception;

    @Override
    default Object finish(Iterator<?> records, TaskContext context) throws Exception {
      S sink = open(context);
      while (records.hasNext()) sink.accept(records.next());
      return result(sink, context);
    }
  }
}
