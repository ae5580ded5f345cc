package io.brasa.cluster.launch;

import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterProvider;
import io.brasa.core.execute.MasterSetup;

/**
 * Opens {@code local-cluster[COUNT,CORES,MEMORY]}: executors in processes of their own on this
 * machine.
 */
public final class LocalClusterProvider implements MasterProvider {
  @Override
  public boolean serves(String url) {
    return LocalClusterSize.isMeantBy(url);
  }

  @Override
  public Master open(MasterSetup setup) {
    return new LocalCluster(setup, LocalClusterSize.parse(setup.url()));
  }
}
