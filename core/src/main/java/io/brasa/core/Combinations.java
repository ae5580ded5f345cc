package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.FlatMapFunction2;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.Operation;
import io.brasa.core.operation.Cartesian;
import io.brasa.core.operation.Coalesce;
import io.brasa.core.operation.Concatenated;
import io.brasa.core.operation.LocalAggregation;
import io.brasa.core.operation.Numbered;
import io.brasa.core.operation.Zip;
import io.brasa.core.operation.ZipPartitions;
import io.brasa.core.shuffle.Aggregation;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import io.brasa.runtime.error.EngineException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;

/** Datasets side by side: pair by pair, each with each, what both have, what one lacks. */
final class Combinations {
  private Combinations() {}

  // ---- side by side

  static <R> Lineage<R> zip(RDD<?> left, RDD<?> right, CallSite site) {
    return together(new Zip(), left, right, site);
  }

  @SuppressWarnings("unchecked")
  static <R> Lineage<R> zipPartitions(
      RDD<?> left, RDD<?> right, FlatMapFunction2<?, ?, ?> function, CallSite site) {
    FlatMapFunction2<Object, Object, Object> declared =
        (FlatMapFunction2<Object, Object, Object>) left.context.declare(function, site);
    return together(new ZipPartitions(declared), left, right, site);
  }

  /** Partition {@code p} is made of partition {@code p} of both. */
  static <R> Lineage<R> together(Operation operation, RDD<?> left, RDD<?> right, CallSite site) {
    left.context.requireSame(right.context);
    int count = left.lineage.partitionCount();
    if (count != right.lineage.partitionCount())
      throw new EngineException(
          CoreError.PARTITIONS_UNEQUAL,
          "'"
              + site
              + "' needs datasets of as many partitions: '"
              + left.lineage
              + "' has "
              + count
              + ", '"
              + right.lineage
              + "' has "
              + right.lineage.partitionCount(),
          "Make them from one dataset by operations that keep partitions, or join them by"
              + " zipWithIndex");
    return Lineage.of(
        left.context.lineages().nextDataset(),
        operation,
        List.of(new Dependency.Narrow(left.lineage), new Dependency.Narrow(right.lineage)),
        Optional.empty(),
        count,
        site);
  }

  // ---- numbers

  static <R> Lineage<R> zipWithIndex(RDD<?> rdd, CallSite site) {
    int count = rdd.lineage.partitionCount();
    long[] starts = new long[count];
    if (count > 1) {
      List<Integer> allButLast = IntStream.range(0, count - 1).boxed().toList();
      long sum = 0;
      for (TaskResult part :
          rdd.context.run(
              new JobRequest(rdd.lineage, allButLast, Actions.Count.INSTANCE, site, false)))
        starts[part.partition() + 1] = sum += (Long) part.value();
    }
    return rdd.context
        .lineages()
        .narrow(rdd.lineage, new Numbered("zipWithIndex", starts, 1), site);
  }

  static <R> Lineage<R> zipWithUniqueId(RDD<?> rdd, CallSite site) {
    int count = rdd.lineage.partitionCount();
    long[] starts = new long[count];
    for (int i = 0; i < count; i++) starts[i] = i;
    return rdd.context
        .lineages()
        .narrow(rdd.lineage, new Numbered("zipWithUniqueId", starts, count), site);
  }

  // ---- each with each, fewer partitions

  static <R> Lineage<R> cartesian(RDD<?> left, RDD<?> right, CallSite site) {
    left.context.requireSame(right.context);
    int rightCount = right.lineage.partitionCount();
    long count = (long) left.lineage.partitionCount() * rightCount;
    if (count > Integer.MAX_VALUE)
      throw new IllegalArgumentException("'" + site + "' would have " + count + " partitions");
    Cartesian cartesian = new Cartesian(rightCount);
    return Lineage.of(
        left.context.lineages().nextDataset(),
        cartesian,
        List.of(
            new Dependency.Narrow(left.lineage, cartesian.left()),
            new Dependency.Narrow(right.lineage, cartesian.right())),
        Optional.empty(),
        (int) count,
        site);
  }

  static <T> Lineage<T> coalesce(RDD<T> rdd, int partitionCount, CallSite site) {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
    int count = rdd.lineage.partitionCount();
    int groupCount = Math.min(count, partitionCount);
    Coalesce coalesce = new Coalesce(count, groupCount);
    return Lineage.of(
        rdd.context.lineages().nextDataset(),
        coalesce,
        List.of(new Dependency.Narrow(rdd.lineage, coalesce.reach())),
        Optional.empty(),
        groupCount,
        site);
  }

  // ---- as sets

  /** Where a record was seen: a bit for each side. */
  enum Sides implements Function2<Object, Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object first, Object second) {
      return (Long) first | (Long) second;
    }
  }

  /** How often a record was seen on the left; negative once it was seen on the right. */
  enum LeftCount implements Function2<Object, Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object first, Object second) {
      long left = (Long) first;
      long right = (Long) second;
      return left < 0 || right < 0 ? (Long) (-1L) : (Long) (left + right);
    }
  }

  /** A record as a key with a mark for the side that it is of. */
  record Mark(long mark) implements Function<Object, Object> {
    @Override
    public Object call(Object value) {
      return new Pair<>(value, mark);
    }
  }

  enum OnBothSides implements FlatMapFunction<Object, Object> {
    INSTANCE;

    @Override
    public Iterator<Object> call(Object marked) {
      Pair<?, ?> record = (Pair<?, ?>) marked;
      return repeated(record._1(), (Long) record._2() == 3 ? 1 : 0);
    }
  }

  enum OnTheLeftAlone implements FlatMapFunction<Object, Object> {
    INSTANCE;

    @Override
    public Iterator<Object> call(Object marked) {
      Pair<?, ?> record = (Pair<?, ?>) marked;
      return repeated(record._1(), (Long) record._2());
    }
  }

  private static Iterator<Object> repeated(Object value, long times) {
    return new Iterator<>() {
      private long left = times;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public Object next() {
        if (left <= 0) throw new NoSuchElementException();
        left--;
        return value;
      }
    };
  }

  static <T> Lineage<T> intersection(
      RDD<T> left, RDD<T> right, Partitioner partitioner, CallSite site) {
    Lineage<Object> marked = bySide(left, right, partitioner, Sides.INSTANCE, 2, site);
    return left.context
        .lineages()
        .narrow(marked, new Link.Expanding(site.operation(), OnBothSides.INSTANCE), site);
  }

  static <T> Lineage<T> subtract(
      RDD<T> left, RDD<T> right, Partitioner partitioner, CallSite site) {
    Lineage<Object> marked = bySide(left, right, partitioner, LeftCount.INSTANCE, -1, site);
    return left.context
        .lineages()
        .narrow(marked, new Link.Expanding(site.operation(), OnTheLeftAlone.INSTANCE), site);
  }

  /**
   * The records of both as keys with what their marks combine to: 1 of the left side, {@code mark}
   * of the right one. Combined before they are shuffled, so that duplicates cost nothing.
   */
  private static Lineage<Object> bySide(
      RDD<?> left,
      RDD<?> right,
      Partitioner partitioner,
      Function2<Object, Object, Object> combine,
      long mark,
      CallSite site) {
    left.context.requireSame(right.context);
    RDD<Object> lefts = marked(left, 1, site);
    RDD<Object> rights = marked(right, mark, site);
    Lineage<Object> all = Unions.of(List.of(lefts, rights), site);
    return left.context.lineages().shuffled(all, specOf(partitioner, combine, site), site);
  }

  private static RDD<Object> marked(RDD<?> rdd, long mark, CallSite site) {
    return new RDD<>(
        rdd.context,
        rdd.context
            .lineages()
            .narrow(rdd.lineage, new Link.Mapping(site.operation(), new Mark(mark)), site));
  }

  private static ShuffleSpec specOf(
      Partitioner partitioner, Function2<Object, Object, Object> combine, CallSite site) {
    return new ShuffleSpec(
        site.operation(),
        partitioner,
        new Aggregation.Combining(Functions.Identity.INSTANCE, combine, combine),
        true,
        SortOrder.NONE);
  }

  /**
   * Of pairs that a partitioner has placed by key: equal pairs are in the same partition of both,
   * so only those of the other dataset move, and those only if they are placed otherwise.
   */
  static <T> Lineage<T> subtractPlaced(
      RDD<T> left, RDD<T> right, Partitioner placed, CallSite site) {
    left.context.requireSame(right.context);
    boolean isPlaced = right.lineage.partitioner().equals(Optional.of(placed));
    RDD<?> rights =
        isPlaced
            ? right
            : new RDD<>(
                left.context,
                left.context
                    .lineages()
                    .shuffled(right.lineage, ShuffleSpec.plain(site.operation(), placed), site));
    Lineage<Object> all =
        together(
            new Concatenated(site.operation()),
            marked(left, 1, site),
            marked(rights, -1, site),
            site);
    Lineage<Object> combined =
        left.context
            .lineages()
            .narrow(all, new LocalAggregation(specOf(placed, LeftCount.INSTANCE, site)), site);
    return Lineage.of(
        left.context.lineages().nextDataset(),
        new Link.Expanding(site.operation(), OnTheLeftAlone.INSTANCE),
        List.of(new Dependency.Narrow(combined)),
        Optional.of(placed),
        combined.partitionCount(),
        site);
  }
}
