package io.brasa.core.fusion;

/** What a kernel does with an element that has passed all links. */
enum Ending {
  /** Stops with it, to be pulled. */
  READY,
  /** Gives it to a {@link Sink} of any class. */
  SINK,
  FOLD,
  EACH,
  DIVIDE;

  /**
   * @param sink null if elements are pulled
   */
  static Ending of(Sink sink) {
    return switch (sink) {
      case null -> READY;
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
      case FoldSink fold -> fold.function.getClass();
      case EachSink each -> each.function.getClass();
      default -> sink.getClass();
    };
  }
}
