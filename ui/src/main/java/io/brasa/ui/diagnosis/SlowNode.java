package io.brasa.ui.diagnosis;

import java.util.Arrays;
import java.util.Optional;

/**
 * One executor took at least {@value #MUCH_LONGER} times as long for a row as the others, or for a
 * task if rows are not counted: medians of at least {@value #LEAST_TASKS} tasks on it and on the
 * others. What it cost is the time of its tasks beyond what others would have needed.
 */
final class SlowNode implements StageRule {
  private static final double MUCH_LONGER = 2;
  private static final int LEAST_TASKS = 3;
  private static final double LEAST_SHARE = 0.1;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    if (stage.executors().size() < 2) return Optional.empty();
    Finding worst = null;
    for (int executor = 0; executor < stage.executors().size(); executor++) {
      Finding found = find(stage, times, executor);
      if (found != null && (worst == null || found.share() > worst.share())) worst = found;
    }
    return Optional.ofNullable(worst);
  }

  private static Finding find(StageFacts stage, TaskTimes times, int executor) {
    TaskFacts tasks = stage.tasks();
    double[] own = costs(tasks, executor, true);
    double[] others = costs(tasks, executor, false);
    if (own.length < LEAST_TASKS || others.length < LEAST_TASKS) return null;
    double ratio = median(own) / Math.max(1e-9, median(others));
    if (ratio < MUCH_LONGER) return null;
    long spent = 0;
    for (int row = 0; row < tasks.count(); row++)
      if (tasks.executor(row) == executor) spent += tasks.wallNanos(row);
    double share = spent * (1 - 1 / ratio) / Math.max(1, times.sumNanos());
    if (share < LEAST_SHARE) return null;
    String name = stage.executors().get(executor);
    return Finding.of(
        Finding.Kind.SLOW_NODE,
        share,
        "Executor "
            + name
            + " took "
            + Quantities.times(ratio)
            + " as long as the others for the same work, in "
            + Quantities.count(own.length, "task")
            + ".",
        "Look at its host: other processes, a slow disk, fewer or slower cores; the setting"
            + " speculation=on gives its late tasks a copy elsewhere");
  }

  private static double[] costs(TaskFacts tasks, int executor, boolean isOwn) {
    double[] costs = new double[tasks.count()];
    int count = 0;
    for (int row = 0; row < costs.length; row++) {
      if (tasks.outcome(row) != TaskFacts.Outcome.SUCCEEDED) continue;
      if (tasks.executor(row) == executor == isOwn)
        costs[count++] =
            (double) tasks.wallNanos(row) / Math.max(1, tasks.metric(Metric.ROWS_IN, row));
    }
    return Arrays.copyOf(costs, count);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[(values.length - 1) / 2];
  }
}
