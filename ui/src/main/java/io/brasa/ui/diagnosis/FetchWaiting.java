package io.brasa.ui.diagnosis;

import java.util.Optional;

/**
 * Tasks waited for blocks from other processes for at least {@value #LEAST_PERCENT} hundredths of
 * their time. What it cost is that part.
 */
final class FetchWaiting implements StageRule {
  private static final int LEAST_PERCENT = 20;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    TaskFacts tasks = stage.tasks();
    long waited = TaskTimes.sum(tasks, Metric.FETCH_WAIT);
    double share = (double) waited / Math.max(1, times.sumNanos());
    if (100 * share < LEAST_PERCENT) return Optional.empty();
    return Optional.of(
        Finding.of(
            Finding.Kind.FETCH_WAIT,
            share,
            "Tasks waited "
                + Quantities.nanos(waited)
                + " for "
                + Quantities.bytes(TaskTimes.sum(tasks, Metric.SHUFFLE_READ))
                + " from other executors ("
                + Quantities.percent(share)
                + " of their time).",
            "Send less through the shuffle (combine before it, leave out columns and rows), use fewer"
                + " and larger partitions, or look at network and disks of the other executors"));
  }
}
