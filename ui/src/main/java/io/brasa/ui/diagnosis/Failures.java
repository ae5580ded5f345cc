package io.brasa.ui.diagnosis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Attempts at tasks failed: at least {@value #MANY}, or with a twentieth of the time of all. What
 * it cost is their time.
 */
final class Failures implements StageRule {
  private static final int MANY = 3;
  private static final double LEAST_SHARE = 0.05;
  private static final int TEXT_MAX = 160;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    TaskFacts tasks = stage.tasks();
    int count = 0;
    long spent = 0;
    Map<String, Integer> reasons = new HashMap<>();
    for (int row = 0; row < tasks.count(); row++) {
      if (tasks.outcome(row) != TaskFacts.Outcome.FAILED) continue;
      count++;
      spent += tasks.wallNanos(row);
      if (!tasks.error(row).isEmpty()) reasons.merge(firstLine(tasks.error(row)), 1, Integer::sum);
    }
    double share = (double) spent / Math.max(1, times.sumNanos());
    if (count == 0 || count < MANY && share < LEAST_SHARE) return Optional.empty();
    String most =
        reasons.entrySet().stream()
            .max(
                Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(reason -> ": " + times(reason.getValue()) + "\"" + reason.getKey() + "\"")
            .orElse("");
    return Optional.of(
        Finding.of(
            Finding.Kind.FAILURES,
            share,
            Quantities.count(count, "attempt")
                + " at tasks failed and "
                + (count == 1 ? "was" : "were")
                + " made again"
                + most
                + ".",
            "Look at the errors of the tasks: what is lost with an executor is computed again, which a"
                + " more even use of memory or fewer executors that come and go avoid; what the program"
                + " throws fails again"));
  }

  private static String times(int count) {
    return count == 1 ? "" : count + " times ";
  }

  private static String firstLine(String error) {
    int end = error.indexOf('\n');
    String line = end < 0 ? error : error.substring(0, end);
    return line.length() <= TEXT_MAX ? line : line.substring(0, TEXT_MAX) + "…";
  }
}
