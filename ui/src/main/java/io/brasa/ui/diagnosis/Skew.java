package io.brasa.ui.diagnosis;

import io.brasa.core.event.HeavyKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One partition took much longer than most: {@value #MUCH_LONGER} times the median, and longer than
 * the slots would have needed for all tasks together if these were even. If it had also {@value
 * #MUCH_MORE} times the rows or bytes of the median its data is the cause, and the key is named
 * that most of its rows have; else, if it took at least {@value #LONG_MILLIS} ms and {@value
 * #UNEVEN} times the median (the first tasks of a process are always slower), some of its records
 * take long. What it cost is the time of the longest task beyond that of even ones.
 */
final class Skew implements StageRule {
  private static final double MUCH_LONGER = 2;
  private static final double MUCH_MORE = 2;
  private static final double UNEVEN = 3;
  private static final double LEAST_SHARE = 0.2;

  private static final long LONG_MILLIS = 2_000;

  /** One has nothing to be compared with. */
  private static final int LEAST_TASKS = 2;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    if (times.count() < LEAST_TASKS) return Optional.empty();
    long even = Math.max(times.median(), times.sumNanos() / Math.max(1, stage.slots()));
    double share = (times.longest() - even) / (stage.millis() * 1e6);
    if (times.longest() < MUCH_LONGER * times.median() || share < LEAST_SHARE)
      return Optional.empty();
    TaskFacts tasks = stage.tasks();
    int row = times.slowest();
    Measure measure = measure(tasks);
    long own = measure.number.of(row);
    long median = TaskTimes.median(tasks, measure.number);
    String took =
        "Partition "
            + tasks.partition(row)
            + " took "
            + Quantities.nanos(times.longest())
            + " of the stage's "
            + Quantities.millis(stage.millis());
    String others =
        "; the median partition took "
            + Quantities.nanos(times.median())
            + " with "
            + measure.said(median);
    boolean isLong = times.longest() >= LONG_MILLIS * 1_000_000;
    boolean isUneven = isLong && times.longest() >= UNEVEN * times.median();
    if (own < MUCH_MORE * median && !isUneven) return Optional.empty();
    if (own < MUCH_MORE * median)
      return Optional.of(
          Finding.of(
              Finding.Kind.UNEVEN_WORK,
              share,
              took + " though it had " + measure.said(own) + others + ".",
              "Some of its records take long in the program's functions: look at what they have in"
                  + " common, and divide the work so that one task has few of them"));
    return Optional.of(skewed(stage, tasks.partition(row), share, took, measure.said(own), others));
  }

  private static Finding skewed(
      StageFacts stage, int partition, double share, String took, String own, String others) {
    Optional<HeavyKey> key = key(stage.keys(), partition);
    if (key.isEmpty())
      return Finding.of(
          Finding.Kind.SKEW,
          share,
          took + ": it had " + own + others + ".",
          stage.readsShuffle()
              ? "Use more partitions or another key, so that what falls together is divided"
              : "Divide the input more evenly: a larger number of partitions, files of a packing that"
                  + " can be split, or repartition() behind it");
    HeavyKey heavy = key.get();
    return Finding.of(
            Finding.Kind.SKEW,
            share,
            took
                + ": key \""
                + heavy.key()
                + "\" has "
                + Quantities.percent(heavy.share())
                + " of the rows. It had "
                + own
                + others
                + ".",
            "Combine before the shuffle (reduceByKey or aggregateByKey instead of groupByKey), treat"
                + " the key \""
                + heavy.key()
                + "\" by itself or leave it out, or divide it: append a small random number to the"
                + " key, combine, and combine again without it")
        .withKey(heavy.key());
  }

  /** Those read say it best; what exchanges wrote may be read under other numbers. */
  private static Optional<HeavyKey> key(List<HeavyKey> keys, int partition) {
    Comparator<HeavyKey> byRows = Comparator.comparingLong(HeavyKey::rows);
    Optional<HeavyKey> read =
        keys.stream().filter(key -> !key.isWritten() && key.partition() == partition).max(byRows);
    return read.isPresent() ? read : keys.stream().filter(HeavyKey::isWritten).max(byRows);
  }

  private enum Unit {
    ROWS,
    BYTES
  }

  private record Measure(TaskTimes.Number number, Unit unit) {
    String said(long value) {
      return unit == Unit.ROWS ? Quantities.count(value, "row") : Quantities.bytes(value);
    }
  }

  /** Rows if they are counted one by one; what is read in batches has bytes. */
  private static Measure measure(TaskFacts tasks) {
    TaskTimes.Number bytes =
        row -> tasks.metric(Metric.SHUFFLE_READ, row) + tasks.metric(Metric.INPUT, row);
    long rows = TaskTimes.sum(tasks, Metric.ROWS_IN);
    boolean isBatched = rows * BATCH_BYTES < TaskTimes.sum(tasks, bytes);
    return isBatched
        ? new Measure(bytes, Unit.BYTES)
        : new Measure(row -> tasks.metric(Metric.ROWS_IN, row), Unit.ROWS);
  }

  /** Records of more bytes are mostly batches of rows. */
  private static final long BATCH_BYTES = 4_096;
}
