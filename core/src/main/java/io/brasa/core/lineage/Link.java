package io.brasa.core.lineage;

import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import java.util.Iterator;
import java.util.List;

/**
 * An element-wise operation. Links do not compute: a stage gathers the links between two boundaries
 * into one {@link Chain} that moves each element through all of them. The three forms are closed on
 * purpose, since they are what the chain's kernels know.
 */
public sealed interface Link extends Operation {
  /** One element in, one out. */
  record Mapping(String name, Function<Object, Object> function) implements Link {}

  /** One element in, the same or none out. */
  record Filtering(String name, Function<Object, Boolean> predicate) implements Link {}

  /** One element in, any number out, drawn lazily. */
  record Expanding(String name, FlatMapFunction<Object, Object> function) implements Link {}

  @Override
  default Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return new Chain(inputs.read(0, partition), List.of(this), context);
  }
}
