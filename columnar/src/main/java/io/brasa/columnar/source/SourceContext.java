package io.brasa.columnar.source;

import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storages;
import java.time.ZoneId;

/** What the engine lends to a source or sink, on the driver and in a task. */
public interface SourceContext {
  Storages storages();

  /** The session's time zone, for text without one. */
  ZoneId zone();

  /** Fails when the task is no longer wanted; loops call it now and then. */
  void checkCancelled();

  /** Memory for what is held across batches; on the driver always granted. */
  Reservation memory();

  /** Counts what was read from outside, for metrics. */
  void countInput(long rows, long bytes);

  /** Counts damage that was left out, as the options allow. */
  void countDamage(long count);

  /** Tells the user what a query did in spite of something that is not as it should be. */
  default void warn(String what) {
    System.getLogger("io.brasa").log(System.Logger.Level.WARNING, what);
  }

  /** Arrays to be used again by the next reader of the same task. */
  default Scratch scratch() {
    return new Scratch();
  }
}
