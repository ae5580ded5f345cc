package io.brasa.runtime.error;

/**
 * Invariants that stay checked in production. Arguments of public methods use plain {@code
 * IllegalArgumentException}s.
 */
public final class Check {
  private Check() {}

  /**
   * Fails with {@link RuntimeError#INVARIANT_BROKEN} unless {@code holds}.
   *
   * @param statement the invariant as a statement, for example "a lease ends once"
   */
  public static void that(boolean holds, String statement) {
    if (!holds) throw broken(statement);
  }

  /** As {@link #that(boolean, String)}, naming the thing for which the invariant fails. */
  public static void that(boolean holds, String statement, Object subject) {
    if (!holds) throw broken(statement + " (" + subject + ")");
  }

  private static EngineException broken(String statement) {
    return new EngineException(
        RuntimeError.INVARIANT_BROKEN,
        "The engine expected that " + statement,
        "Please report this with the event log");
  }
}
