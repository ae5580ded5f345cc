package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.FlatMapFunction2;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Operation;
import io.brasa.core.operation.Numbered;
import io.brasa.core.operation.Zip;
import io.brasa.core.operation.ZipPartitions;
import io.brasa.runtime.error.EngineException;
import java.util.List;
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
        left.context.nextDataset(),
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
    return rdd.context.narrow(rdd.lineage, new Numbered("zipWithIndex", starts, 1), site);
  }

  static <R> Lineage<R> zipWithUniqueId(RDD<?> rdd, CallSite site) {
    int count = rdd.lineage.partitionCount();
    long[] starts = new long[count];
    for (int i = 0; i < count; i++) starts[i] = i;
    return rdd.context.narrow(rdd.lineage, new Numbered("zipWithUniqueId", starts, count), site);
  }
}
