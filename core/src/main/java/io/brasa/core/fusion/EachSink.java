package io.brasa.core.fusion;

import static java.util.Objects.requireNonNull;

import io.brasa.core.function.VoidFunction;

/** Calls a function for each record. */
public final class EachSink implements Sink {
  final VoidFunction<Object> function;

  public EachSink(VoidFunction<Object> function) {
    this.function = requireNonNull(function);
  }

  @Override
  public void accept(Object record) throws Exception {
    function.call(record);
  }
}
