package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.function.DoubleFlatMapFunction;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.LongFlatMapFunction;
import io.brasa.core.function.PairFlatMapFunction;

/**
 * Functions of the user, checked for an operation and in the shape that links and partitions use.
 */
final class Declared {
  private Declared() {}

  @SuppressWarnings("unchecked")
  static FlatMapFunction<Object, Object> doubles(
      BrasaContext context, DoubleFlatMapFunction<?> function, CallSite site) {
    return new PrimitiveFunctions.ToDoubles(
        (DoubleFlatMapFunction<Object>) context.declare(function, site));
  }

  @SuppressWarnings("unchecked")
  static FlatMapFunction<Object, Object> longs(
      BrasaContext context, LongFlatMapFunction<?> function, CallSite site) {
    return new PrimitiveFunctions.ToLongs(
        (LongFlatMapFunction<Object>) context.declare(function, site));
  }

  @SuppressWarnings("unchecked")
  static FlatMapFunction<Object, Object> pairs(
      BrasaContext context, PairFlatMapFunction<?, ?, ?> function, CallSite site) {
    return new Functions.ToPairs(
        (PairFlatMapFunction<Object, Object, Object>) context.declare(function, site));
  }
}
