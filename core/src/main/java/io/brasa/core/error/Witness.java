package io.brasa.core.error;

import java.util.function.Consumer;

/**
 * Who hears what the engine throws where a function of the user's may catch it: the task on whose
 * thread that happens. Groups and broadcast variables are read inside of functions; what goes wrong
 * there must fail the task even if the function goes on as if nothing had happened. A scoped value,
 * bound for the time of a task, on its thread only.
 */
public final class Witness {
  private static final ScopedValue<Consumer<Throwable>> CURRENT = ScopedValue.newInstance();

  private Witness() {}

  /** What is bound together with the task. */
  public static ScopedValue.Carrier binding(Consumer<Throwable> witness) {
    return ScopedValue.where(CURRENT, witness);
  }

  /** Tells the task of the calling thread, if it runs one, what is about to be thrown. */
  public static void tell(Throwable thrown) {
    if (CURRENT.isBound()) CURRENT.get().accept(thrown);
  }
}
