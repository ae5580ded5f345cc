package io.brasa.cluster.standalone;

import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterProvider;
import io.brasa.core.execute.MasterSetup;

/** Opens {@code brasa://HOST:PORT[,HOST:PORT…]}: executors at the workers of a cluster. */
public final class StandaloneProvider implements MasterProvider {
  @Override
  public boolean serves(String url) {
    return MasterUrl.isMeantBy(url);
  }

  @Override
  public Master open(MasterSetup setup) {
    return new StandaloneMaster(setup, MasterUrl.parse(setup.url()));
  }
}
