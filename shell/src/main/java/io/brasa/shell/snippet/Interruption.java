package io.brasa.shell.snippet;

import java.util.concurrent.CancellationException;

/** What snippets ask in each turn of a loop. Public because their classes call it. */
public final class Interruption {
  private Interruption() {}

  /**
   * @throws CancellationException when the thread was interrupted, as Ctrl-C and a cancelled task
   *     do
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted())
      throw new CancellationException("the snippet was interrupted");
  }
}
