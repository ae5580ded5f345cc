package io.brasa.testkit.cluster;

import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterProvider;
import io.brasa.core.execute.MasterSetup;
import io.brasa.testkit.simulation.SimulatedEnvironment;

/** Finds the cluster of a context that runs in a simulation: the driver's environment knows it. */
public final class SimulatedMasters implements MasterProvider {
  static final String URL = "simulated";

  /** Makes the master of a context. */
  interface Ground {
    Master master(MasterSetup setup);
  }

  static void register(SimulatedEnvironment environment, Ground ground) {
    environment.attach(ground);
  }

  @Override
  public boolean serves(String url) {
    return url.equals(URL);
  }

  @Override
  public Master open(MasterSetup setup) {
    if (setup.environment() instanceof SimulatedEnvironment world
        && world.attachment() instanceof Ground ground) {
      return ground.master(setup);
    }
    throw new IllegalArgumentException("The master '" + URL + "' runs only in a SimulatedCluster");
  }
}
