package io.brasa.testkit.simulation;

/** A simulated run went wrong; the message starts with the seed that repeats it. */
public final class SimulationFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final long seed;

  SimulationFailure(long seed, String what, Throwable cause) {
    super("Seed " + seed + ": " + what, cause);
    this.seed = seed;
  }

  /** Running the same program with this seed fails in the same way. */
  public long seed() {
    return seed;
  }
}
