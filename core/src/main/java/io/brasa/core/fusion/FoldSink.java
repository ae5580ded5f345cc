package io.brasa.core.fusion;

import static java.util.Objects.requireNonNull;

import io.brasa.core.function.Function2;
import io.brasa.core.lineage.Wrapper;

/** Combines records into one value. Kernels keep the value in a variable of their loop. */
public final class FoldSink implements Sink {
  /** Stands for no value, since null is one. */
  static final Object NOTHING = new Object();

  final Function2<Object, Object, Object> function;
  Object value;

  /** Begins with the first record. */
  public FoldSink(Function2<Object, Object, Object> function) {
    this(NOTHING, function);
  }

  /** Begins with a value, which may be null. */
  public FoldSink(Object initial, Function2<Object, Object, Object> function) {
    this.value = initial;
    this.function = requireNonNull(function);
  }

  @Override
  public void accept(Object record) throws Exception {
    value = value == NOTHING ? record : function.call(value, record);
  }

  /** The user's function, which is what a kernel calls. */
  Object called() {
    return function instanceof Wrapper wrapper ? wrapper.inner() : function;
  }

  /** Whether there is no value: no record has come, and there was none to begin with. */
  public boolean isEmpty() {
    return value == NOTHING;
  }

  public Object value() {
    if (isEmpty()) throw new IllegalStateException("no value");
    return value;
  }
}
