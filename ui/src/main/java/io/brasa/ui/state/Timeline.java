package io.brasa.ui.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is drawn of the tasks of a stage: each of them while they are few, else how many ran when.
 *
 * @param lanes the executors that ran any
 */
public record Timeline(
    long from, long to, List<String> lanes, Optional<Tasks> tasks, Optional<Histogram> histogram) {
  /** More tasks become a histogram. */
  public static final int TASKS_MAX = 5_000;

  /**
   * Task by task.
   *
   * @param executor the number of its lane
   * @param start, end milliseconds after {@code from}; the end -1 while it runs
   * @param status 0 running, 1 succeeded, 2 failed, 3 cancelled
   */
  public record Tasks(int[] executor, int[] start, int[] end, int[] status, int[] partition) {}

  /**
   * By lane and bucket.
   *
   * @param running tasks at work, on average; in thousandths
   */
  public record Histogram(double bucketMillis, double[][] running, int[][] failed) {}

  static Timeline of(TaskColumns tasks, List<String> executors, long nowMillis, int buckets) {
    long from = Arrays.stream(tasks.started()).min().orElse(nowMillis);
    long to = from;
    int[] lanesOf = new int[executors.size()];
    Arrays.fill(lanesOf, -1);
    List<String> lanes = new ArrayList<>();
    for (int row = 0; row < tasks.count(); row++) {
      long end = tasks.ended()[row];
      to = Math.max(to, end < 0 ? nowMillis : end);
      int executor = tasks.executors()[row];
      if (lanesOf[executor] >= 0) continue;
      lanesOf[executor] = lanes.size();
      lanes.add(executors.get(executor));
    }
    if (tasks.count() <= TASKS_MAX)
      return new Timeline(
          from, to, lanes, Optional.of(each(tasks, lanesOf, from)), Optional.empty());
    return new Timeline(
        from,
        to,
        lanes,
        Optional.empty(),
        Optional.of(histogram(tasks, lanesOf, lanes.size(), from, to, buckets)));
  }

  private static Tasks each(TaskColumns tasks, int[] lanesOf, long from) {
    int count = tasks.count();
    Tasks found =
        new Tasks(
            new int[count],
            new int[count],
            new int[count],
            new int[count],
            tasks.partitions().clone());
    for (int row = 0; row < count; row++) {
      found.executor[row] = lanesOf[tasks.executors()[row]];
      found.start[row] = (int) (tasks.started()[row] - from);
      found.end[row] = tasks.ended()[row] < 0 ? -1 : (int) (tasks.doneMillis(row) - from);
      found.status[row] = tasks.status(row).ordinal() - Status.RUNNING.ordinal();
    }
    return found;
  }

  private static Histogram histogram(
      TaskColumns tasks, int[] lanesOf, int lanes, long from, long to, int buckets) {
    double width = Math.max(1, (to - from) / (double) buckets);
    double[][] running = new double[lanes][buckets];
    int[][] failed = new int[lanes][buckets];
    for (int row = 0; row < tasks.count(); row++) {
      int lane = lanesOf[tasks.executors()[row]];
      double begin = (tasks.started()[row] - from) / width;
      double ended = tasks.ended()[row] < 0 ? to : tasks.doneMillis(row);
      double length = ended - tasks.started()[row];
      spread(running[lane], begin, begin + length / width);
      int last = Math.clamp((int) ((ended - from) / width), 0, buckets - 1);
      if (tasks.status(row) == Status.FAILED) failed[lane][last]++;
    }
    for (double[] lane : running)
      for (int i = 0; i < buckets; i++) lane[i] = Math.round(1_000 * lane[i]) / 1_000.0;
    return new Histogram(width, running, failed);
  }

  /** Adds to each bucket the part of it that the task was at work. */
  private static void spread(double[] lane, double begin, double end) {
    for (int bucket = (int) begin; bucket < lane.length && bucket < end; bucket++)
      lane[bucket] += Math.max(0, Math.min(end, bucket + 1) - Math.max(begin, bucket));
  }
}
