package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Optional;

/**
 * What one shuffle does; the same on its map and its reduce side.
 *
 * @param operation of the user, for errors: {@code reduceByKey}
 * @param aggregation of the values of a key
 * @param combinesOnMapSide whether map tasks aggregate already what they have
 * @param order of the keys within each target partition
 * @param digest what a record adds to the checksum of a map output; empty for what hashes of key
 *     and value say. Only for shuffles that neither combine nor sort
 */
public record ShuffleSpec(
    String operation,
    Partitioner partitioner,
    Aggregation aggregation,
    boolean combinesOnMapSide,
    SortOrder order,
    Optional<RecordDigest> digest)
    implements Serializable {
  public ShuffleSpec {
    requireNonNull(operation);
    requireNonNull(partitioner);
    requireNonNull(aggregation);
    requireNonNull(order);
    if (combinesOnMapSide && !(aggregation instanceof Aggregation.Combining)) {
      throw new IllegalArgumentException(operation + " has nothing to combine on the map side");
    }
    if (digest.isPresent() && !(aggregation instanceof Aggregation.None))
      throw new IllegalArgumentException(operation + " gives other records than it is given");
  }

  /** With the usual checksum. */
  public ShuffleSpec(
      String operation,
      Partitioner partitioner,
      Aggregation aggregation,
      boolean combinesOnMapSide,
      SortOrder order) {
    this(operation, partitioner, aggregation, combinesOnMapSide, order, Optional.empty());
  }

  /** Records move to their partitions and are otherwise left alone. */
  public static ShuffleSpec plain(String operation, Partitioner partitioner) {
    return new ShuffleSpec(operation, partitioner, Aggregation.NONE, false, SortOrder.NONE);
  }

  /** As {@link #plain(String, Partitioner)}, with a checksum of its own. */
  public static ShuffleSpec plain(String operation, Partitioner partitioner, RecordDigest digest) {
    return new ShuffleSpec(
        operation, partitioner, Aggregation.NONE, false, SortOrder.NONE, Optional.of(digest));
  }

  int targetCount() {
    return partitioner.partitionCount();
  }

  /** Sorting and repartitioning ask nothing of a key's equality. */
  boolean usesHash() {
    return !(aggregation instanceof Aggregation.None)
        || !(partitioner instanceof RangePartitioner || partitioner instanceof IndexPartitioner);
  }

  boolean isOrdered() {
    return !(order instanceof SortOrder.Unordered);
  }
}
