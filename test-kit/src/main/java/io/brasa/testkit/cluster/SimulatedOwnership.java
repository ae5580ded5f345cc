package io.brasa.testkit.cluster;

import io.brasa.core.commit.Ownership;

/** The driver of a simulation has the same name in every run, and outlives all. */
final class SimulatedOwnership implements Ownership {
  @Override
  public String self() {
    return "driver";
  }

  @Override
  public boolean isDead(String owner) {
    return false;
  }
}
