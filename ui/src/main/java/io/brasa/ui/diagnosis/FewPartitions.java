package io.brasa.ui.diagnosis;

import java.util.Optional;

/**
 * There were fewer tasks than slots, and they took long: the median at least {@value #LONG_MILLIS}
 * ms. What it cost is the part of the slots that had nothing to do. A single result that a shuffle
 * brings together on purpose looks the same; the remedy says so.
 */
final class FewPartitions implements StageRule {
  private static final long LONG_MILLIS = 500;
  private static final double LEAST_SHARE = 0.2;
  private static final int PER_SLOT = 4;

  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    int count = Math.max(times.count(), stage.partitionCount());
    double share = 1 - (double) count / Math.max(1, stage.slots());
    boolean isLong = times.median() >= LONG_MILLIS * 1_000_000;
    if (times.count() == 0 || count >= stage.slots() || !isLong || share < LEAST_SHARE)
      return Optional.empty();
    return Optional.of(
        Finding.of(
            Finding.Kind.TOO_FEW_PARTITIONS,
            share,
            "The stage has "
                + Quantities.count(count, "partition")
                + " for "
                + Quantities.count(stage.slots(), "slot")
                + ": "
                + Quantities.count(stage.slots() - count, "slot")
                + " had nothing to do for "
                + Quantities.millis(stage.millis())
                + ".",
            remedy(stage)));
  }

  private static String remedy(StageFacts stage) {
    String number = Quantities.count((long) PER_SLOT * stage.slots());
    return stage.readsShuffle()
        ? "Give the operation that shuffles about "
            + number
            + " partitions (its number of partitions, the setting parallelism, for queries"
            + " sql.partitions); rows that must all come together, as in a global sort or window, need"
            + " another way to ask"
        : "Divide the input into about "
            + number
            + " partitions (parallelize, range and textFile take a number), put repartition("
            + number
            + ") behind it, or pack files so that they can be split";
  }
}
