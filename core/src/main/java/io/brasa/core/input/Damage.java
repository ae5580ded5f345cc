package io.brasa.core.input;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.function.LongConsumer;

/**
 * Decides on behalf of one reader whether damage ends the task, and counts what does not. The first
 * of it is told to the log by name. Not thread-safe.
 */
public final class Damage {
  /** How much of a reader's damage is told; the count has all. */
  private static final int TOLD_MAX = 10;

  private final boolean isTolerated;
  private final LongConsumer counter;
  private int told;

  /**
   * @param counter is told how many damaged things were left out or replaced
   */
  public Damage(ReadOptions options, LongConsumer counter) {
    this.isTolerated = options.skipsDamage();
    this.counter = counter;
  }

  /** For readers that tolerate none and count for themselves. */
  public static Damage fails() {
    return new Damage(ReadOptions.DEFAULT, count -> {});
  }

  public boolean isTolerated() {
    return isTolerated;
  }

  /**
   * Counts the failure and returns, if it is damage of input and such is tolerated; else throws.
   */
  public void tolerate(EngineException failure) {
    if (!isTolerated || !isOfInput(failure)) throw failure;
    counter.accept(1);
    if (told++ < TOLD_MAX)
      System.getLogger("io.brasa")
          .log(System.Logger.Level.WARNING, "Left out of the input: " + failure.what());
  }

  /** Counts what was mended on the way. */
  public void count(long replaced) {
    if (replaced > 0) counter.accept(replaced);
  }

  /** A device that fails, or a thread that is interrupted, says nothing about the input. */
  private static boolean isOfInput(EngineException failure) {
    return failure.code() == CoreError.INPUT_CORRUPT
        || failure.code() == CoreError.INPUT_CHANGED
        || failure.code() == CoreError.TEXT_MALFORMED
        || failure.code() == RuntimeError.CODEC_CORRUPT
        || failure.code() == RuntimeError.PATH_NOT_FOUND
        || failure.code() == RuntimeError.PATH_NOT_ACCESSIBLE;
  }
}
