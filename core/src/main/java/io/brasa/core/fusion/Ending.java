package io.brasa.core.fusion;

import io.brasa.core.function.DoubleOperator2;
import io.brasa.core.function.LongOperator2;

/** What a kernel does with an element that has passed all links. */
enum Ending {
  /** Stops with it, to be pulled. */
  READY,
  /** Gives it to a {@link Sink} of any class. */
  SINK,
  FOLD,
  /** As {@link #FOLD} of longs, by a {@code LongOperator2}: the value is no object. */
  FOLD_LONGS,
  FOLD_DOUBLES,
  EACH,
  DIVIDE;

  /**
   * @param sink null if elements are pulled
   */
  static Ending of(Sink sink) {
    return switch (sink) {
      case null -> READY;
      case FoldSink fold when fold.called() instanceof LongOperator2 -> FOLD_LONGS;
      case FoldSink fold when fold.called() instanceof DoubleOperator2 -> FOLD_DOUBLES;
      case FoldSink _ -> FOLD;
      case EachSink _ -> EACH;
      case DivideSink _ -> DIVIDE;
      default -> SINK;
    };
  }

  /** The class that has its call site in the kernel. */
  static Class<?> calledBy(Sink sink) {
    return switch (sink) {
      case null -> Object.class;
      case FoldSink fold -> fold.called().getClass();
      case EachSink each -> each.function.getClass();
      default -> sink.getClass();
    };
  }
}
