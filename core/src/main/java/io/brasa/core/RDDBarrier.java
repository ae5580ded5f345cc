package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function2;
import java.util.Iterator;

/**
 * A dataset whose next function runs in tasks that start together; see {@link RDD#barrier}.
 *
 * @param <T> the type of the records
 */
public final class RDDBarrier<T> {
  private final RDD<T> records;

  RDDBarrier(RDD<T> records) {
    this.records = records;
  }

  /** As {@link RDD#mapPartitions(FlatMapFunction)}. */
  @SuppressWarnings("unchecked")
  public <R> RDD<R> mapPartitions(FlatMapFunction<Iterator<T>, ? extends R> function) {
    CallSite site = CallSite.here("mapPartitions");
    FlatMapFunction<Object, Object> declared =
        (FlatMapFunction<Object, Object>)
            (FlatMapFunction<?, ?>) records.context.declare(function, site);
    return records.together(new Functions.WithoutIndex(declared), site);
  }

  /** As {@link RDD#mapPartitionsWithIndex(Function2)}. */
  @SuppressWarnings("unchecked")
  public <R> RDD<R> mapPartitionsWithIndex(Function2<Integer, Iterator<T>, Iterator<R>> function) {
    CallSite site = CallSite.here("mapPartitionsWithIndex");
    Function2<Integer, Iterator<Object>, Iterator<Object>> declared =
        (Function2<Integer, Iterator<Object>, Iterator<Object>>)
            (Function2<?, ?, ?>) records.context.declare(function, site);
    return records.together(declared, site);
  }
}
