package io.brasa.ui.diagnosis;

import java.util.Optional;

/**
 * Garbage collections stopped tasks for at least {@value #LEAST_PERCENT} hundredths of their time,
 * and {@value #LEAST_MILLIS} ms in all. What it cost is that part.
 */
final class CollectionTime implements StageRule {
  private static final int LEAST_PERCENT = 10;
  private static final long LEAST_MILLIS = 100;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    TaskFacts tasks = stage.tasks();
    long millis = TaskTimes.sum(tasks, Metric.GC);
    double share = millis * 1e6 / Math.max(1, times.sumNanos());
    if (100 * share < LEAST_PERCENT || millis < LEAST_MILLIS) return Optional.empty();
    return Optional.of(
        Finding.of(
            Finding.Kind.GC,
            share,
            "Garbage collections stopped tasks for "
                + Quantities.millis(millis)
                + " of the "
                + Quantities.nanos(times.sumNanos())
                + " that they took together ("
                + Quantities.percent(share)
                + ").",
            "Give the process a larger heap, let functions make and hold fewer objects, keep datasets"
                + " as bytes (MEMORY_ONLY_SER) or outside the heap, or use more partitions so that a"
                + " task holds less"));
  }
}
