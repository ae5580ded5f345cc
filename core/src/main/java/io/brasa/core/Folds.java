package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.closure.RecordUse;
import io.brasa.core.closure.bytecode.RecordFlow.Finding;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.fusion.FoldSink;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.operation.AggregatePartition;
import io.brasa.core.operation.KeyByGroup;
import io.brasa.core.shuffle.Aggregation;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.IndexPartitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import io.brasa.core.shuffle.ZeroValue;
import io.brasa.core.task.End;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Actions that make one value of all records: at once, in trees, by order, by counting. */
final class Folds {
  private Folds() {}

  // ---- aggregate

  record Aggregate(ZeroValue zero, Function2<Object, Object, Object> fold)
      implements End.Gathering<FoldSink> {
    @Override
    public boolean leavesRecordsAlone(RecordUse use) {
      return use.ofLast(fold) == Finding.INDEPENDENT;
    }

    @Override
    public FoldSink open(TaskContext context) {
      return new FoldSink(zero.fresh(), fold);
    }

    @Override
    public Object result(FoldSink sink, TaskContext context) {
      return context.handOver(sink.value());
    }
  }

  @SuppressWarnings("unchecked")
  static <T, U> U aggregate(
      RDD<T> rdd,
      U zero,
      Function2<U, ? super T, U> fold,
      Function2<U, U, U> combine,
      CallSite site) {
    Codecs codecs = rdd.context.engine().codecs();
    ZeroValue start = ZeroValue.of(zero, codecs);
    Function2<U, U, U> checked = rdd.context.declare(combine, site);
    Aggregate action = new Aggregate(start, declared(rdd, fold, site));
    List<TaskResult> parts = rdd.context.run(new JobRequest(rdd.lineage, action, site));
    return onDriver(
        site,
        () -> {
          U value = (U) start.fresh();
          for (TaskResult part : parts) value = checked.call(value, (U) part.value());
          return value;
        });
  }

  // ---- trees

  static <T, U> U treeAggregate(
      RDD<T> rdd,
      U zero,
      Function2<U, ? super T, U> fold,
      Function2<U, U, U> combine,
      int depth,
      boolean finishesInTask,
      CallSite site) {
    Codecs codecs = rdd.context.engine().codecs();
    ZeroValue start = ZeroValue.of(zero, codecs);
    Lineage<Object> parts =
        rdd.narrow(
            new AggregatePartition(site.operation(), start, declared(rdd, fold, site)),
            Optional.empty(),
            site);
    List<U> tops = tree(rdd.context, parts, combine, depth, finishesInTask, site);
    @SuppressWarnings("unchecked")
    U nothing = tops.isEmpty() ? (U) start.fresh() : null;
    return tops.isEmpty() ? nothing : onDriver(site, () -> combined(tops, combine));
  }

  @SuppressWarnings("unchecked")
  static <T> T treeReduce(RDD<T> rdd, Function2<T, T, T> function, int depth, CallSite site) {
    Lineage<Object> parts =
        rdd.narrow(
            new AggregatePartition(site.operation(), null, declared(rdd, function, site)),
            Optional.empty(),
            site);
    List<T> tops = tree(rdd.context, parts, function, depth, false, site);
    if (tops.isEmpty()) throw Actions.empty(rdd.lineage);
    return onDriver(site, () -> combined(tops, function));
  }

  /**
   * Combines the one value of each partition round by round. Each round is a shuffle that brings
   * neighbours together; there are as many as keep the number of groups above the driver's share,
   * which with {@code depth} levels is the depth'th root of the number of partitions.
   */
  @SuppressWarnings("unchecked")
  private static <U> List<U> tree(
      BrasaContext context,
      Lineage<Object> parts,
      Function2<U, U, U> combine,
      int depth,
      boolean finishesInTask,
      CallSite site) {
    if (depth < 1) throw new IllegalArgumentException("depth " + depth);
    Function2<Object, Object, Object> declared =
        (Function2<Object, Object, Object>) (Function2<?, ?, ?>) context.declare(combine, site);
    Lineage<Object> level = parts;
    int count = parts.partitionCount();
    int scale = Math.max((int) Math.ceil(Math.pow(count, 1.0 / depth)), 2);
    while (count > scale + (count + scale - 1) / scale) {
      count = (count + scale - 1) / scale;
      level = combinedInGroups(context, level, count, declared, site);
    }
    if (finishesInTask && count > 1) level = combinedInGroups(context, level, 1, declared, site);
    return (List<U>) new RDD<>(context, level).collectAt(site);
  }

  private static Lineage<Object> combinedInGroups(
      BrasaContext context,
      Lineage<Object> level,
      int groupCount,
      Function2<Object, Object, Object> combine,
      CallSite site) {
    Lineage<Object> keyed =
        context
            .lineages()
            .narrow(
                level, new KeyByGroup(site.operation(), level.partitionCount(), groupCount), site);
    ShuffleSpec spec =
        new ShuffleSpec(
            site.operation(),
            new IndexPartitioner(groupCount),
            Aggregation.GROUPING,
            false,
            SortOrder.NONE);
    return context
        .lineages()
        .narrow(
            context.lineages().shuffled(keyed, spec, site),
            new Link.Mapping(site.operation(), new CombineGroup(combine)),
            site);
  }

  /** The values of a group, which come in the order of partitions, as one. */
  record CombineGroup(Function2<Object, Object, Object> combine)
      implements Function<Object, Object> {
    @Override
    @SuppressWarnings("unchecked")
    public Object call(Object group) throws Exception {
      return combined((Iterable<Object>) ((Pair<?, ?>) group)._2(), combine);
    }
  }

  private static <U> U combined(Iterable<U> values, Function2<U, U, U> combine) throws Exception {
    Iterator<U> all = values.iterator();
    U value = all.next();
    while (all.hasNext()) value = combine.call(value, all.next());
    return value;
  }

  // ---- by order

  /** The first records of a partition by an order. */
  record First(int count, SortOrder order) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      Least<Object> least = new Least<>(count, order.comparator());
      while (records.hasNext()) least.add(records.next());
      List<Object> found = least.inOrder();
      found.replaceAll(context::handOver);
      return found;
    }
  }

  static <T> List<T> ordered(
      RDD<T> rdd, int count, Comparator<? super T> order, boolean ascending, CallSite site) {
    return ordered(rdd, count, SortOrder.by(declared(rdd, order, site), ascending), site);
  }

  @SuppressWarnings("unchecked")
  static <T> List<T> ordered(RDD<T> rdd, int count, SortOrder order, CallSite site) {
    if (count < 0) throw new IllegalArgumentException("count " + count);
    if (count == 0) return new ArrayList<>();
    List<TaskResult> parts =
        rdd.context.run(new JobRequest(rdd.lineage, new First(count, order), site));
    return onDriver(
        site,
        () -> {
          Least<T> least = new Least<>(count, (Comparator<T>) order.comparator());
          for (TaskResult part : parts) ((List<T>) part.value()).forEach(least::add);
          return least.inOrder();
        });
  }

  static <T> T first(RDD<T> rdd, Comparator<? super T> order, boolean ascending, CallSite site) {
    List<T> found = ordered(rdd, 1, order, ascending, site);
    if (found.isEmpty()) throw Actions.empty(rdd.lineage);
    return found.getFirst();
  }

  /** Comparators come typed as such; whether one can travel shows only here. */
  private static Comparator<?> declared(RDD<?> rdd, Comparator<?> order, CallSite site) {
    if (order != null && !(order instanceof Serializable))
      throw new EngineException(
          CoreError.CLOSURE_NOT_SERIALIZABLE,
          "The comparator of '" + site + "', a " + order.getClass().getName() + ", cannot travel",
          "Give a lambda, or implement SerializableComparator");
    rdd.context.declare((Serializable) order, site);
    return order;
  }

  // ---- counting

  @SuppressWarnings("unchecked")
  static <T> Map<T, Long> countByValue(RDD<T> rdd, CallSite site) {
    Lineage<Object> ones =
        rdd.narrow(
            new Link.Mapping(site.operation(), Functions.CountOne.INSTANCE),
            Optional.empty(),
            site);
    ShuffleSpec spec =
        new ShuffleSpec(
            site.operation(),
            new HashPartitioner(rdd.defaultPartitions()),
            Functions.SUM,
            true,
            SortOrder.NONE);
    Map<T, Long> counts = new LinkedHashMap<>();
    RDD<Pair<T, Long>> counted =
        new RDD<>(rdd.context, rdd.context.lineages().shuffled(ones, spec, site));
    for (Pair<T, Long> each : counted.collectAt(site)) counts.put(each._1(), each._2());
    return counts;
  }

  // ---- on the driver

  @SuppressWarnings("unchecked")
  private static Function2<Object, Object, Object> declared(
      RDD<?> rdd, Function2<?, ?, ?> function, CallSite site) {
    return (Function2<Object, Object, Object>) rdd.context.declare(function, site);
  }

  /** Functions of the user fail by name there, too. */
  static <R> R onDriver(CallSite site, Callable<R> work) {
    try {
      return work.call();
    } catch (EngineException e) {
      throw e;
    } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
      throw new EngineException(
          CoreError.TASK_FAILED,
          "The function of '" + site + "' failed on the driver: " + e,
          "Mend the function",
          e);
    }
  }
}
