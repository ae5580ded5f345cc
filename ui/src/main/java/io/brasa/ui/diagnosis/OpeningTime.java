package io.brasa.ui.diagnosis;

import java.util.Optional;

/**
 * Tasks spent at least {@value #LEAST_PERCENT} hundredths of their time with opening their
 * functions and what these captured. What it cost is that part.
 */
final class OpeningTime implements StageRule {
  private static final int LEAST_PERCENT = 20;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    TaskFacts tasks = stage.tasks();
    long opened = TaskTimes.sum(tasks, Metric.OPEN);
    double share = (double) opened / Math.max(1, times.sumNanos());
    if (100 * share < LEAST_PERCENT) return Optional.empty();
    return Optional.of(
        Finding.of(
            Finding.Kind.OPENING,
            share,
            "Tasks took "
                + Quantities.nanos(opened)
                + " to open their functions and what these captured ("
                + Quantities.percent(share)
                + " of their time).",
            "Broadcast large values that functions use, which each process then opens once, capture what"
                + " cannot change (records of plain values), which tasks share, or use fewer and larger"
                + " partitions; the first tasks of a new executor also fetch classes"));
  }
}
