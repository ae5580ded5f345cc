package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.function.Function;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.shuffle.Aggregation;
import io.brasa.core.shuffle.KeyList;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.RangePartitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes the lineages in which keys have an order. */
final class Ranges {
  private Ranges() {}

  /**
   * The bounds of the ranges come from a sample, for which a job runs now unless there is one
   * partition only.
   */
  static <K, V> PairRDD<K, V> sorted(
      PairRDD<K, V> pairs, SortOrder order, int partitionCount, CallSite site) {
    SortOrder declared = pairs.context.declare(order, site);
    Partitioner partitioner = RangeSample.partitioner(pairs, declared, partitionCount, site);
    return placed(pairs, partitioner, declared, site);
  }

  /** Placed by any partitioner and sorted within each partition. */
  static <K, V> PairRDD<K, V> placed(
      PairRDD<K, V> pairs, Partitioner partitioner, SortOrder order, CallSite site) {
    return ByKey.aggregated(
        pairs,
        new ShuffleSpec(site.operation(), partitioner, Aggregation.NONE, false, order),
        site);
  }

  /** Whether a key lies between two others, or is one of them. */
  record Within(KeyList bounds, SortOrder order) implements Function<Object, Boolean> {
    @Override
    public Boolean call(Object pair) {
      Object key = ((Pair<?, ?>) pair)._1();
      Comparator<Object> comparator = order.comparator();
      return comparator.compare(bounds.get(0), key) <= 0
          && comparator.compare(key, bounds.get(1)) <= 0;
    }
  }

  /** Reads the partitions that can have such keys and no others, where ranges are known. */
  static <K, V> PairRDD<K, V> filtered(
      PairRDD<K, V> pairs, SortOrder order, K lower, K upper, CallSite site) {
    SortOrder declared = pairs.context.declare(order, site);
    KeyList bounds = KeyList.of(Arrays.asList(lower, upper), pairs.context.engine().codecs());
    Link link = new Link.Filtering("filterByRange", new Within(bounds, declared));
    if (pairs.lineage.partitioner().orElse(null) instanceof RangePartitioner ranges
        && haveOneLine(ranges.order(), declared)) {
      return pruned(pairs, ranges, lower, upper, link, site);
    }
    return new PairRDD<>(pairs.context, pairs.narrow(link, pairs.lineage.partitioner(), site));
  }

  /** Whether two orders are the same but for their direction. */
  private static boolean haveOneLine(SortOrder left, SortOrder right) {
    return left.equals(right) || left.equals(right.reversed());
  }

  private static <K, V> PairRDD<K, V> pruned(
      PairRDD<K, V> pairs, RangePartitioner ranges, K lower, K upper, Link link, CallSite site) {
    int one = ranges.partition(lower, 0);
    int other = ranges.partition(upper, 0);
    int first = Math.min(one, other);
    int last = Math.max(one, other);
    List<Object> bounds = ranges.bounds().subList(first, last);
    Partitioner kept =
        new RangePartitioner(KeyList.of(bounds, pairs.context.engine().codecs()), ranges.order());
    return new PairRDD<>(
        pairs.context,
        Lineage.of(
            pairs.context.lineages().nextDataset(),
            link,
            List.of(new Dependency.Narrow(pairs.lineage, -first)),
            Optional.of(kept),
            last - first + 1,
            site));
  }
}
