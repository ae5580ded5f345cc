package io.brasa.core.remote;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.error.EngineException;
import java.util.function.BooleanSupplier;

/** Waits for peers: an interrupt becomes {@code WAIT_INTERRUPTED} and stays set. */
final class Waiting {
  private Waiting() {}

  static void until(Await await, BooleanSupplier condition, String what) {
    try {
      await.until(condition);
    } catch (InterruptedException interrupted) {
      throw interrupted(what, interrupted);
    }
  }

  /** Returns whether the condition held in time. */
  static boolean until(Await await, BooleanSupplier condition, long timeoutMillis, String what) {
    try {
      return await.until(condition, Math.max(0, timeoutMillis));
    } catch (InterruptedException interrupted) {
      throw interrupted(what, interrupted);
    }
  }

  private static EngineException interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new EngineException(
        CoreError.WAIT_INTERRUPTED,
        "A thread was interrupted while it waited for " + what,
        "Run the job again",
        cause);
  }
}
