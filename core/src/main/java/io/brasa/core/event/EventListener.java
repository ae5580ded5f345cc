package io.brasa.core.event;

/**
 * Hears events in order, one at a time, on whichever thread makes them: must be quick and must not
 * call back into the context. One that throws is not told any more.
 */
@FunctionalInterface
public interface EventListener {
  void on(Event event);

  /**
   * Tasks have succeeded. Who does not care that they come together is told of them by {@link #on},
   * one after the other: the start of each, unless that was told before, and its end.
   */
  default void onFinished(FinishedTasks tasks) {
    // Without a lambda: every program comes by here in its first milliseconds.
    for (int row = 0; row < tasks.count(); row++) {
      if (!tasks.isStartTold(row)) on(tasks.started(row));
      on(tasks.ended(row));
    }
  }
}
