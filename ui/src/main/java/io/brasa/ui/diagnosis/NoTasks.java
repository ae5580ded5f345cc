package io.brasa.ui.diagnosis;

import java.util.Arrays;
import java.util.Optional;

/**
 * For at least {@value #LEAST_PERCENT} hundredths of the stage's time, and {@value #LEAST_MILLIS}
 * ms, none of its tasks ran. What it cost is that part.
 */
final class NoTasks implements StageRule {
  private static final int LEAST_PERCENT = 30;
  private static final long LEAST_MILLIS = 300;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    long idle = idle(stage);
    double share = (double) idle / stage.millis();
    if (idle < LEAST_MILLIS || 100 * share < LEAST_PERCENT) return Optional.empty();
    return Optional.of(
        Finding.of(
            Finding.Kind.DRIVER_WAIT,
            share,
            "For "
                + Quantities.millis(idle)
                + " of the stage's "
                + Quantities.millis(stage.millis())
                + " none of its tasks ran.",
            "The slots were taken by other jobs (pools share them: scheduler.mode=fair), tasks waited"
                + " for the executor that keeps what they read (locality.wait), or the driver was busy"
                + " with results: let it collect less"));
  }

  /** Milliseconds in which no task ran. */
  private static long idle(StageFacts stage) {
    TaskFacts tasks = stage.tasks();
    long[] starts = new long[tasks.count()];
    for (int row = 0; row < starts.length; row++) starts[row] = tasks.startedMillis(row);
    Integer[] order = new Integer[starts.length];
    Arrays.setAll(order, row -> row);
    Arrays.sort(order, (a, b) -> Long.compare(starts[a], starts[b]));
    long covered = stage.startedMillis();
    long idle = 0;
    for (int row : order) {
      idle += Math.max(0, starts[row] - covered);
      covered = Math.max(covered, starts[row] + tasks.wallNanos(row) / 1_000_000 + 1);
    }
    return idle + Math.max(0, stage.startedMillis() + stage.millis() - covered);
  }
}
