package io.brasa.core.lineage;

import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import java.util.Iterator;

/**
 * An element-wise operation. Links do not compute: a stage gathers the links between two boundaries
 * into one chain that moves each element through all of them. The three kinds are closed on
 * purpose, since they are what moves elements; what a kernel may know besides is the {@link Form}.
 */
public sealed interface Link extends Operation {
  /** One element in, one out. */
  record Mapping(String name, Function<Object, Object> function) implements Link {}

  /** One element in, the same or none out. */
  record Filtering(String name, Function<Object, Boolean> predicate) implements Link {}

  /** One element in, any number out, drawn lazily. */
  record Expanding(String name, FlatMapFunction<Object, Object> function) implements Link {}

  default Form form() {
    return switch (this) {
      case Mapping(_, Adapter adapter) -> adapter.form();
      case Mapping _ -> Form.MAP;
      case Filtering(_, Adapter adapter) -> adapter.form();
      case Filtering _ -> Form.FILTER;
      case Expanding(_, Adapter adapter) -> adapter.form();
      case Expanding _ -> Form.EXPAND;
    };
  }

  /** The function that the form calls. */
  default Object called() {
    return switch (this) {
      case Mapping(_, Adapter adapter) -> adapter.inner();
      case Mapping(_, var function) -> function;
      case Filtering(_, Adapter adapter) -> adapter.inner();
      case Filtering(_, var predicate) -> predicate;
      case Expanding(_, Adapter adapter) -> adapter.inner();
      case Expanding(_, var function) -> function;
    };
  }

  @Override
  default Iterator<?> compute(int partition, Inputs inputs, TaskContext context) {
    throw new IllegalStateException("'" + name() + "' is a link: its stage runs it");
  }
}
