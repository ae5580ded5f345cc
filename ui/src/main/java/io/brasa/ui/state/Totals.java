package io.brasa.ui.state;

import io.brasa.core.event.Event;

/** Counts over the whole life, also of what was dropped. Guarded by the lock of its application. */
final class Totals {
  /** Jobs, stages or queries. */
  static final class Counter {
    private final long[] counts = new long[Status.values().length];

    void begin() {
      counts[Status.RUNNING.ordinal()]++;
    }

    void end(Status status) {
      if (counts[Status.RUNNING.ordinal()] > 0) counts[Status.RUNNING.ordinal()]--;
      counts[status.ordinal()]++;
    }

    long count() {
      long sum = 0;
      for (long count : counts) sum += count;
      return sum;
    }

    ApplicationView.Tally tally() {
      return new ApplicationView.Tally(
          counts[Status.RUNNING.ordinal()],
          counts[Status.SUCCEEDED.ordinal()],
          counts[Status.FAILED.ordinal()],
          counts[Status.CANCELLED.ordinal()]);
    }
  }

  final Counter jobs = new Counter();
  final Counter stages = new Counter();
  final Counter queries = new Counter();
  private final ActivityRecord activity = new ActivityRecord();
  private long started;
  private long running;
  private long succeeded;
  private long failed;

  void begin(long atMillis) {
    activity.begin(atMillis);
    started++;
    running++;
  }

  /**
   * @param began when, or -1 if the task did not run until now
   */
  void end(Event.TaskEnded task, long began) {
    if (began >= 0 && running > 0) running--;
    boolean isFailure = Status.ofEnd(task.error()) == Status.FAILED;
    if (task.isWinner()) succeeded++;
    else if (isFailure) failed++;
    if (isFailure) activity.fail(task.atMillis(), 1);
    if (began < 0) return;
    // Ends are told in bundles: what the task has measured says better when it was done.
    long nanos = task.metrics().wallNanos();
    double until = nanos > 0 ? Math.min(task.atMillis(), began + nanos / 1e6) : task.atMillis();
    activity.work(began, until);
  }

  void lose(long atMillis, int count) {
    running -= Math.min(running, count);
    failed += count;
    if (count > 0) activity.fail(atMillis, count);
  }

  ApplicationView.Counts counts() {
    return new ApplicationView.Counts(
        jobs.tally(),
        stages.tally(),
        new TaskCounts(started, running, succeeded, failed),
        queries.tally());
  }

  Activity activity(int slots) {
    return activity.view(slots);
  }
}
