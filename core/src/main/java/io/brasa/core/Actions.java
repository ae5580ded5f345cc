package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.closure.RecordUse;
import io.brasa.core.closure.bytecode.RecordFlow.Finding;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.VoidFunction;
import io.brasa.core.fusion.EachSink;
import io.brasa.core.fusion.FoldSink;
import io.brasa.core.fusion.Sink;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What actions do on either side: in the task with the records of a partition, on the driver with
 * what the tasks gave.
 */
final class Actions {
  private Actions() {}

  // ---- collect

  enum Collect implements End.Gathering<ListSink> {
    INSTANCE;

    /** What is given is a copy. */
    @Override
    public boolean leavesRecordsAlone(RecordUse use) {
      return true;
    }

    @Override
    public ListSink open(TaskContext context) {
      return new ListSink(new ArrayList<>(), context);
    }

    @Override
    public Object result(ListSink sink, TaskContext context) {
      return sink.all;
    }
  }

  record ListSink(List<Object> all, TaskContext context) implements Sink {
    @Override
    public void accept(Object record) {
      all.add(context.handOver(record));
    }
  }

  @SuppressWarnings("unchecked")
  static <T> List<List<T>> collect(RDD<T> rdd, CallSite site) {
    List<List<T>> parts = new ArrayList<>();
    for (TaskResult result : rdd.context.run(new JobRequest(rdd.lineage, Collect.INSTANCE, site)))
      parts.add((List<T>) result.value());
    return parts;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static <T> List<T>[] collectPartitions(RDD<T> rdd, int[] partitions, CallSite site) {
    for (int partition : partitions) Objects.checkIndex(partition, rdd.lineage.partitionCount());
    List<Integer> wanted = Arrays.stream(partitions).sorted().distinct().boxed().toList();
    Map<Integer, List<T>> found = new HashMap<>();
    JobRequest request = new JobRequest(rdd.lineage, wanted, Collect.INSTANCE, site, false);
    for (TaskResult result : rdd.context.run(request))
      found.put(result.partition(), (List<T>) result.value());
    List[] lists = new List[partitions.length];
    for (int i = 0; i < lists.length; i++) lists[i] = found.get(partitions[i]);
    return lists;
  }

  static <T, R> List<R> perPartition(RDD<T> rdd, Function<Iterator<T>, R> function, CallSite site) {
    RDD<R> made = new RDD<>(rdd.context, made(rdd, function, site));
    return made.collectAt(site);
  }

  static <T, R> List<R> perPartition(
      RDD<T> rdd, Function<Iterator<T>, R> function, List<Integer> partitions, CallSite site) {
    int[] wanted = partitions.stream().mapToInt(Integer::intValue).toArray();
    List<R> values = new ArrayList<>(wanted.length);
    RDD<R> made = new RDD<>(rdd.context, made(rdd, function, site));
    for (List<R> one : collectPartitions(made, wanted, site)) values.add(one.getFirst());
    return values;
  }

  static <T, R> FutureAction<List<R>> perPartitionLater(
      RDD<T> rdd, Function<Iterator<T>, R> function, CallSite site) {
    return AsyncActions.collect(new RDD<R>(rdd.context, made(rdd, function, site)), site);
  }

  @SuppressWarnings("unchecked")
  static <T, U, R> PartialResult<R> approximately(
      RDD<T> rdd,
      Function<Iterator<T>, U> function,
      ApproximateEvaluator<U, R> evaluator,
      long timeoutMillis,
      CallSite site) {
    Objects.requireNonNull(evaluator);
    var estimator =
        new PartialResult.Estimator<R>() {
          @Override
          public void add(Object partition) {
            evaluator.merge(((List<U>) partition).getFirst());
          }

          @Override
          public R estimate() {
            return evaluator.currentResult();
          }
        };
    RDD<U> made = new RDD<>(rdd.context, made(rdd, function, site));
    return PartialResult.of(made, Collect.INSTANCE, estimator, timeoutMillis, site);
  }

  @SuppressWarnings("unchecked")
  private static <T, R> Lineage<R> made(
      RDD<T> rdd, Function<Iterator<T>, R> function, CallSite site) {
    Function<?, ?> declared = rdd.context.declare(function, site);
    return rdd.byPartition(
        new Functions.OfPartition((Function<Object, Object>) declared), false, site);
  }

  // ---- count

  enum Count implements End.Gathering<CountSink> {
    INSTANCE;

    @Override
    public boolean leavesRecordsAlone(RecordUse use) {
      return true;
    }

    @Override
    public CountSink open(TaskContext context) {
      return new CountSink();
    }

    @Override
    public Object result(CountSink sink, TaskContext context) {
      return sink.count;
    }
  }

  static final class CountSink implements Sink {
    private long count;

    @Override
    public void accept(Object record) {
      count++;
    }
  }

  static long count(RDD<?> rdd, CallSite site) {
    long total = 0;
    for (TaskResult result : rdd.context.run(new JobRequest(rdd.lineage, Count.INSTANCE, site)))
      total += (Long) result.value();
    return total;
  }

  // ---- reduce

  /** Gives a list of one element, or of none for an empty partition. */
  record Reduce(Function2<Object, Object, Object> function) implements End.Gathering<FoldSink> {
    @Override
    public boolean leavesRecordsAlone(RecordUse use) {
      return use.of(function) != Finding.UNKNOWN;
    }

    @Override
    public FoldSink open(TaskContext context) {
      return new FoldSink(function);
    }

    @Override
    public Object result(FoldSink sink, TaskContext context) {
      List<Object> result = new ArrayList<>(1);
      if (!sink.isEmpty()) result.add(context.handOver(sink.value()));
      return result;
    }
  }

  @SuppressWarnings("unchecked")
  static <T> T reduce(RDD<T> rdd, Function2<T, T, T> function, CallSite site) {
    Function2<Object, Object, Object> declared =
        (Function2<Object, Object, Object>)
            (Function2<?, ?, ?>) rdd.context.declare(function, site);
    List<T> parts = new ArrayList<>();
    for (TaskResult result :
        rdd.context.run(new JobRequest(rdd.lineage, new Reduce(declared), site)))
      parts.addAll((List<T>) result.value());
    if (parts.isEmpty()) throw empty(rdd.lineage);
    return Folds.onDriver(
        site,
        () -> {
          T value = parts.getFirst();
          for (T next : parts.subList(1, parts.size())) value = function.call(value, next);
          return value;
        });
  }

  static EngineException empty(Lineage<?> lineage) {
    return new EngineException(
        CoreError.DATASET_EMPTY,
        "Dataset '" + lineage + "' is empty",
        "Check isEmpty() first, or use an operation that has a value for nothing");
  }

  // ---- take

  record Take(int limit) implements End.Action {
    @Override
    public boolean leavesRecordsAlone(RecordUse use) {
      return true;
    }

    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      List<Object> found = new ArrayList<>();
      while (found.size() < limit && records.hasNext()) found.add(context.handOver(records.next()));
      return found;
    }
  }

  /** Each round computes four times as many partitions as the rounds before together. */
  @SuppressWarnings("unchecked")
  static <T> List<T> take(RDD<T> rdd, int count, CallSite site) {
    if (count < 0) throw new IllegalArgumentException("count " + count);
    List<T> found = new ArrayList<>();
    int partitionCount = rdd.lineage.partitionCount();
    int next = 0;
    int round = 1;
    while (found.size() < count && next < partitionCount) {
      List<Integer> partitions = new ArrayList<>();
      for (int i = 0; i < round && next < partitionCount; i++) partitions.add(next++);
      JobRequest request =
          new JobRequest(rdd.lineage, partitions, new Take(count - found.size()), site, false);
      for (TaskResult result : rdd.context.run(request)) {
        for (T value : (List<T>) result.value()) if (found.size() < count) found.add(value);
      }
      round = next * 4;
    }
    return found;
  }

  // ---- foreach

  record ForEach(VoidFunction<Object> function) implements End.Gathering<EachSink> {
    @Override
    public boolean leavesRecordsAlone(RecordUse use) {
      return use.of(function) != Finding.UNKNOWN;
    }

    @Override
    public EachSink open(TaskContext context) {
      return new EachSink(function);
    }

    @Override
    public Object result(EachSink sink, TaskContext context) {
      return null;
    }
  }

  @SuppressWarnings("unchecked")
  static <T> void foreach(RDD<T> rdd, VoidFunction<? super T> function, CallSite site) {
    VoidFunction<Object> declared = (VoidFunction<Object>) rdd.context.declare(function, site);
    JobRequest all = new JobRequest(rdd.lineage, new ForEach(declared), site);
    rdd.context.run(new JobRequest(all.target(), all.partitions(), all.action(), site, true));
  }

  record ForEachPartition(VoidFunction<Iterator<Object>> function) implements End.Action {
    @Override
    @SuppressWarnings("unchecked")
    public Object finish(Iterator<?> records, TaskContext context) throws Exception {
      function.call(context.given((Iterator<Object>) records));
      return null;
    }
  }

  @SuppressWarnings("unchecked")
  static <T> void foreachPartition(RDD<T> rdd, VoidFunction<Iterator<T>> function, CallSite site) {
    VoidFunction<Iterator<Object>> declared =
        (VoidFunction<Iterator<Object>>) (VoidFunction<?>) rdd.context.declare(function, site);
    JobRequest all = new JobRequest(rdd.lineage, new ForEachPartition(declared), site);
    rdd.context.run(new JobRequest(all.target(), all.partitions(), all.action(), site, true));
  }
}
