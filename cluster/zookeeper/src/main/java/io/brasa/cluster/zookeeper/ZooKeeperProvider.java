package io.brasa.cluster.zookeeper;

import io.brasa.cluster.master.Recovery;
import io.brasa.cluster.master.RecoveryProvider;
import io.brasa.cluster.master.RecoverySetup;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.lang.System.Logger.Level;

/** Opens {@code zookeeper://HOST:PORT[,HOST:PORT…][/PATH]}. */
public final class ZooKeeperProvider implements RecoveryProvider {
  private static final String PREFIX = "zookeeper://";
  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.master");
  private static final String DEFAULT_PATH = "/brasa";

  @Override
  public boolean serves(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public Recovery open(RecoverySetup setup) {
    String text = setup.url().substring(PREFIX.length());
    int slash = text.indexOf('/');
    String servers = slash < 0 ? text : text.substring(0, slash);
    String path = slash < 0 ? DEFAULT_PATH : text.substring(slash);
    if (servers.isBlank() || path.length() < 2 || path.endsWith("/") || path.contains("//"))
      throw new EngineException(
          CoreError.SETTING_INVALID,
          "The recovery '" + setup.url() + "' is not understood",
          "Write zookeeper://HOST:PORT,HOST:PORT,HOST:PORT/PATH with the servers of an ensemble");
    requireProtection(setup);
    EnsembleConnection connection = new EnsembleConnection(servers, path, setup.password());
    EpochGuard guard = new EpochGuard(connection);
    LatchElection election = new LatchElection(setup, connection, guard);
    return new Recovery(new ZooKeeperStore(connection, guard, election::standAgain), election);
  }

  /**
   * The connection to the ensemble is not under the cluster's TLS. With a secret the nodes are the
   * masters' alone; without one, whoever reaches the ensemble could lead.
   */
  private static void requireProtection(RecoverySetup setup) {
    if (!setup.isUnderTls()) return;
    if (setup.password().isEmpty())
      throw new EngineException(
          CoreError.SETTING_INVALID,
          "The recovery '"
              + setup.url()
              + "' would be open to whoever reaches the ensemble: this cluster has TLS and no secret,"
              + " and the connection to ZooKeeper is not under its TLS",
          "Give all processes a secret as well (--secret-file), or use --recovery raft://…, whose"
              + " connections are under TLS");
    LOG.log(
        Level.WARNING,
        "The connection to {0} is not under TLS: protect it otherwise, or use --recovery raft://…",
        setup.url());
  }
}
