package io.brasa.ui.diagnosis;

import java.util.Optional;

/**
 * Tasks had to put much aside on disk: at least {@value #LEAST_BYTES} bytes and a tenth of what
 * they read and wrote. What it cost is estimated as the part of all bytes that tasks moved which
 * went to disk and back for want of memory alone.
 */
final class Spilling implements StageRule {
  private static final long LEAST_BYTES = 1 << 20;
  private static final double LEAST_PART = 0.1;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    TaskFacts tasks = stage.tasks();
    long spilled = TaskTimes.sum(tasks, Metric.SPILL);
    long moved =
        TaskTimes.sum(
            tasks,
            row ->
                tasks.metric(Metric.INPUT, row)
                    + tasks.metric(Metric.SHUFFLE_READ, row)
                    + tasks.metric(Metric.SHUFFLE_WRITE, row));
    if (spilled < LEAST_BYTES || spilled < LEAST_PART * moved) return Optional.empty();
    double share = 2.0 * spilled / (moved + 2.0 * spilled);
    int spilling = 0;
    long peak = 0;
    for (int row = 0; row < tasks.count(); row++) {
      if (tasks.metric(Metric.SPILL, row) > 0) spilling++;
      peak = Math.max(peak, tasks.metric(Metric.PEAK, row));
    }
    int partitions = enough(stage.partitionCount(), spilled, spilling, peak);
    return Optional.of(
        Finding.of(
            Finding.Kind.SPILL,
            share,
            Quantities.count(spilling, "task")
                + " of "
                + Quantities.count(tasks.count())
                + " put "
                + Quantities.bytes(spilled)
                + " aside on disk because memory was short"
                + (peak > 0 ? "; a task had at most " + Quantities.bytes(peak) : "")
                + ".",
            "Use about "
                + Quantities.count(partitions)
                + " partitions instead of "
                + Quantities.count(stage.partitionCount())
                + ", so that what a task holds fits, give the process more memory (setting memory,"
                + " executor.memory), or combine values instead of grouping them"));
  }

  /** Each task had room for its peak and put so much aside besides. */
  private static int enough(int partitions, long spilled, int spilling, long peak) {
    if (peak == 0) return 2 * partitions;
    double each = (double) spilled / spilling;
    return (int) Math.min(1e6, Math.ceil(partitions * (1 + each / peak)));
  }
}
