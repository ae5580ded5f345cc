package io.brasa.cluster.raft;

import io.brasa.cluster.master.Recovery;
import io.brasa.cluster.master.RecoveryProvider;
import io.brasa.cluster.master.RecoverySetup;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.error.EngineException;
import java.util.List;

/** Opens {@code raft://HOST:PORT,HOST:PORT,HOST:PORT}: all masters of the cluster. */
public final class RaftProvider implements RecoveryProvider {
  private static final String PREFIX = "raft://";

  @Override
  public boolean serves(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public Recovery open(RecoverySetup setup) {
    List<Address> masters =
        MasterUrl.parse("brasa://" + setup.url().substring(PREFIX.length())).masters();
    if (!masters.contains(setup.own()))
      throw new EngineException(
          CoreError.SETTING_INVALID,
          "This master is at " + setup.own() + ", which is none of " + setup.url(),
          "List all masters by host and port, and give this one's as --host and --port");
    Ensemble ensemble = new Ensemble(setup, masters, Members.SNAPSHOT_ENTRIES);
    return new Recovery(ensemble.store(), ensemble);
  }
}
