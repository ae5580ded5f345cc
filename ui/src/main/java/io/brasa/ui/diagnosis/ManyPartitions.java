package io.brasa.ui.diagnosis;

import java.util.Optional;

/**
 * There were very many tasks with very little to do each: at least {@value #MANY_PER_SLOT} for each
 * slot, the median below {@value #SHORT_MILLIS} ms and with fewer than {@value #FEW_ROWS} rows in
 * and out. What it cost is all that the slots had beyond {@value #ROW_NANOS} ns for each row, which
 * is plenty: the rest went into beginning and ending tasks, and blocks without much in them.
 */
final class ManyPartitions implements StageRule {
  private static final int MANY_PER_SLOT = 50;
  private static final long SHORT_MILLIS = 20;
  private static final long FEW_ROWS = 1_000;
  private static final double ROW_NANOS = 5_000;
  private static final double LEAST_SHARE = 0.3;
  private static final int PER_SLOT = 4;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    TaskFacts tasks = stage.tasks();
    int count = times.count();
    int slots = Math.max(1, stage.slots());
    if (count < MANY_PER_SLOT * slots || times.median() >= SHORT_MILLIS * 1_000_000)
      return Optional.empty();
    long rows =
        TaskTimes.median(
            tasks, row -> tasks.metric(Metric.ROWS_IN, row) + tasks.metric(Metric.ROWS_OUT, row));
    if (rows >= FEW_ROWS) return Optional.empty();
    double available = slots * stage.millis() * 1e6;
    long allRows =
        TaskTimes.sum(
            tasks, row -> tasks.metric(Metric.ROWS_IN, row) + tasks.metric(Metric.ROWS_OUT, row));
    double share = 1 - allRows * ROW_NANOS / available;
    if (share < LEAST_SHARE) return Optional.empty();
    return Optional.of(
        Finding.of(
            Finding.Kind.TOO_MANY_PARTITIONS,
            share,
            Quantities.count(count, "task")
                + " had "
                + Quantities.count(rows, "row")
                + " each and took "
                + Quantities.nanos(times.median())
                + " at the median: most of "
                + Quantities.millis(stage.millis())
                + " went into beginning and ending tasks.",
            "Use about "
                + Quantities.count((long) PER_SLOT * slots)
                + " partitions: a smaller number of partitions for the operation, or coalesce()"
                + " behind what made so many"));
  }
}
