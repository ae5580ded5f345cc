package io.brasa.ui.diagnosis;

import java.util.Arrays;

/**
 * How long the tasks took that succeeded.
 *
 * @param sorted nanoseconds of those that succeeded, the shortest first
 * @param slowest the row of the longest of them; -1 if there is none
 * @param sumNanos of all tasks, also those that did not succeed
 */
record TaskTimes(long[] sorted, int slowest, long sumNanos) {
  static TaskTimes of(TaskFacts tasks) {
    long[] nanos = new long[tasks.count()];
    int count = 0;
    int slowest = -1;
    long sum = 0;
    for (int row = 0; row < tasks.count(); row++) {
      sum += tasks.wallNanos(row);
      if (tasks.outcome(row) != TaskFacts.Outcome.SUCCEEDED) continue;
      nanos[count++] = tasks.wallNanos(row);
      if (slowest < 0 || tasks.wallNanos(row) > tasks.wallNanos(slowest)) slowest = row;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return new TaskTimes(sorted, slowest, sum);
  }

  int count() {
    return sorted.length;
  }

  /** The lower one of two. */
  long median() {
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
  }

  long longest() {
    return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
  }

  /** The median of a number of the tasks that succeeded. */
  static long median(TaskFacts tasks, Number number) {
    long[] values = new long[tasks.count()];
    int count = 0;
    for (int row = 0; row < values.length; row++)
      if (tasks.outcome(row) == TaskFacts.Outcome.SUCCEEDED) values[count++] = number.of(row);
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[(count - 1) / 2];
  }

  /** The sum of a number of all tasks. */
  static long sum(TaskFacts tasks, Number number) {
    long sum = 0;
    for (int row = 0; row < tasks.count(); row++) sum += number.of(row);
    return sum;
  }

  /** The sum of a metric of all tasks. */
  static long sum(TaskFacts tasks, Metric metric) {
    return sum(tasks, row -> tasks.metric(metric, row));
  }

  /** Something of a task. */
  @FunctionalInterface
  interface Number {
    long of(int row);
  }
}
