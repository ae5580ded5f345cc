package io.brasa.testkit.simulation;

/**
 * What a simulated run may use before it counts as endless.
 *
 * @param maxSteps scheduling decisions
 * @param maxVirtualMillis virtual time
 * @param stallMillis real time during which the holder of the baton reaches no next step
 */
public record SimulationLimits(long maxSteps, long maxVirtualMillis, long stallMillis) {
  /** A million steps, a virtual day, and half a minute without a step. */
  public static final SimulationLimits USUAL =
      new SimulationLimits(1_000_000, 24L * 3600 * 1000, 30_000);

  public SimulationLimits {
    if (maxSteps < 1 || maxVirtualMillis < 1 || stallMillis < 1) {
      throw new IllegalArgumentException(
          "Limits start at 1: " + maxSteps + ", " + maxVirtualMillis + ", " + stallMillis);
    }
  }

  /** The same limits with another bound on steps. */
  public SimulationLimits withMaxSteps(long steps) {
    return new SimulationLimits(steps, maxVirtualMillis, stallMillis);
  }
}
