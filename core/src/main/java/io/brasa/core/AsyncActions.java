package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.VoidFunction;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The actions that return at once. */
final class AsyncActions {
  private AsyncActions() {}

  @SuppressWarnings("unchecked")
  static <T> FutureAction<List<T>> collect(RDD<T> rdd, CallSite site) {
    JobRequest request = new JobRequest(rdd.lineage, Actions.Collect.INSTANCE, site);
    return AsyncAction.start(
        rdd.context,
        request,
        (results, action) -> {
          List<T> all = new ArrayList<>();
          for (TaskResult result : results) all.addAll((List<T>) result.value());
          return all;
        });
  }

  static FutureAction<Long> count(RDD<?> rdd, CallSite site) {
    JobRequest request = new JobRequest(rdd.lineage, Actions.Count.INSTANCE, site);
    return AsyncAction.start(
        rdd.context,
        request,
        (results, action) -> {
          long total = 0;
          for (TaskResult result : results) total += (Long) result.value();
          return total;
        });
  }

  @SuppressWarnings("unchecked")
  static <T> FutureAction<Void> foreach(
      RDD<T> rdd, VoidFunction<? super T> function, CallSite site) {
    VoidFunction<Object> declared = (VoidFunction<Object>) rdd.context.declare(function, site);
    return effects(rdd, new Actions.ForEach(declared), site);
  }

  /** Calls a function with the records of a partition. */
  record ForEachPartition(VoidFunction<Object> function) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) throws Exception {
      function.call(context.given(records));
      return null;
    }
  }

  @SuppressWarnings("unchecked")
  static <T> FutureAction<Void> foreachPartition(
      RDD<T> rdd, VoidFunction<? super Iterator<T>> function, CallSite site) {
    VoidFunction<Object> declared =
        (VoidFunction<Object>) (VoidFunction<?>) rdd.context.declare(function, site);
    return effects(rdd, new ForEachPartition(declared), site);
  }

  private static FutureAction<Void> effects(RDD<?> rdd, End.Action end, CallSite site) {
    JobRequest all = new JobRequest(rdd.lineage, end, site);
    JobRequest request = new JobRequest(all.target(), all.partitions(), end, site, true);
    return AsyncAction.start(rdd.context, request, (results, action) -> null);
  }

  /** In rounds, as {@link Actions#take}: the first is submitted now. */
  static <T> FutureAction<List<T>> take(RDD<T> rdd, int count, CallSite site) {
    if (count < 0) throw new IllegalArgumentException("count " + count);
    if (count == 0 || rdd.lineage.partitionCount() == 0)
      return AsyncAction.done(rdd.context, new ArrayList<>());
    return AsyncAction.start(
        rdd.context,
        round(rdd, 0, 1, count, site),
        (results, action) -> takeRest(rdd, count, site, results, action));
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> takeRest(
      RDD<T> rdd, int count, CallSite site, List<TaskResult> first, AsyncAction<List<T>> action) {
    List<T> found = new ArrayList<>();
    List<TaskResult> results = first;
    int next = 1;
    while (true) {
      for (TaskResult result : results) {
        for (T value : (List<T>) result.value()) if (found.size() < count) found.add(value);
      }
      if (found.size() >= count || next >= rdd.lineage.partitionCount()) return found;
      int end = (int) Math.min(rdd.lineage.partitionCount(), 5L * next);
      results = action.run(round(rdd, next, end, count - found.size(), site));
      next = end;
    }
  }

  private static JobRequest round(RDD<?> rdd, int from, int to, int count, CallSite site) {
    List<Integer> partitions = new ArrayList<>(to - from);
    for (int p = from; p < to; p++) partitions.add(p);
    return new JobRequest(rdd.lineage, partitions, new Actions.Take(count), site, false);
  }
}
