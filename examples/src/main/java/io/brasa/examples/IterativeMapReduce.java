package io.brasa.examples;

import io.brasa.core.PairRDD;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.Partitioner;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A map and a reduction that are repeated until their result stands still, after Bu and others,
 * "HaLoop: Efficient Iterative Data Processing on Large Clusters", 2010. Its three caches are three
 * lines here: what the loop does not change is placed by key once and kept in memory, each result
 * is placed alike, so that the map finds both without moving them, and the result before is kept to
 * compare with. See {@link Descendants} and {@link SettledRanks}.
 */
final class IterativeMapReduce {
  private IterativeMapReduce() {}

  /** The body of a loop: K are keys, V values that change, L what does not. Is sent to tasks. */
  interface Loop<K, V, L> extends Serializable {
    /** What one key and its value become, given all that is fixed for this key. */
    Iterator<Pair<K, V>> map(K key, V value, Iterable<L> invariant);

    /** The new value of a key, of all that was mapped to it; in no certain order. */
    V reduce(Iterable<V> values);

    /** How far apart two results are in one key, one of which may lack it. */
    double distance(Optional<V> before, Optional<V> after);
  }

  /** The last result, how many iterations it took, and how far it was from the one before. */
  record Result<K, V>(PairRDD<K, V> values, int iterations, double distance) {}

  /** Repeats until the distances of all keys sum up to {@code threshold} at most. */
  static <K, V, L> Result<K, V> run(
      PairRDD<K, V> start,
      PairRDD<K, L> invariant,
      Loop<K, V, L> loop,
      double threshold,
      int maxIterations) {
    Partitioner place = new HashPartitioner(invariant.getNumPartitions());
    PairRDD<K, Iterable<L>> fixed = invariant.groupByKey(place).cache();
    PairRDD<K, V> values = start.partitionBy(place).cache();
    double distance = Double.POSITIVE_INFINITY;
    int iteration = 0;
    while (distance > threshold && iteration < maxIterations) {
      PairRDD<K, V> before = values;
      values =
          before
              .leftOuterJoin(fixed)
              .flatMapToPair(
                  row -> loop.map(row.key(), row.value()._1(), row.value()._2().orElse(List.of())))
              .groupByKey(place)
              .mapValues(loop::reduce)
              .cache();
      distance =
          before
              .fullOuterJoin(values)
              .mapToDouble(row -> loop.distance(row.value()._1(), row.value()._2()))
              .sum();
      before.unpersist();
      iteration++;
    }
    return new Result<>(values, iteration, distance);
  }
}
