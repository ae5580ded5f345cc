package io.brasa.cluster.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.cluster.error.ClusterError;
import io.brasa.runtime.error.EngineException;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.framework.state.SessionConnectionStateErrorPolicy;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;

/** A session with the ensemble, and the paths of this cluster in it. */
final class EnsembleConnection implements AutoCloseable {
  /** Servers grant no less than two of their ticks, which usually are of two seconds. */
  private static final int SESSION_MILLIS = 3_000;

  private static final int CONNECT_MILLIS = 3_000;

  /** Together longer than the ensemble takes to find a leader of its own. */
  private static final int RETRIES = 20;

  private static final int RETRY_MILLIS = 200;

  private final CuratorFramework client;
  private final String root;

  EnsembleConnection(String servers, String root, String password) {
    this.root = root;
    CuratorFrameworkFactory.Builder builder =
        CuratorFrameworkFactory.builder()
            .connectString(servers)
            .sessionTimeoutMs(SESSION_MILLIS)
            .connectionTimeoutMs(CONNECT_MILLIS)
            .retryPolicy(new RetryNTimes(RETRIES, RETRY_MILLIS))
            // A server's end is no reason to give up leading as long as the session holds.
            .connectionStateErrorPolicy(new SessionConnectionStateErrorPolicy());
    if (!password.isEmpty())
      builder
          .authorization("digest", ("brasa:" + password).getBytes(UTF_8))
          .aclProvider(new OwnNodesOnly());
    this.client = builder.build();
    client.start();
  }

  /** Who does not know the cluster's secret can neither read nor change anything. */
  private static final class OwnNodesOnly implements ACLProvider {
    @Override
    public List<ACL> getDefaultAcl() {
      return ZooDefs.Ids.CREATOR_ALL_ACL;
    }

    @Override
    public List<ACL> getAclForPath(String path) {
      return getDefaultAcl();
    }
  }

  CuratorFramework client() {
    return client;
  }

  String latch() {
    return root + "/leader";
  }

  String epoch() {
    return root + "/epoch";
  }

  String state() {
    return root + "/state";
  }

  String state(String key) {
    return state() + "/" + key;
  }

  /** Makes the folders, if they are not there yet. */
  void prepare() throws Exception {
    for (String path : List.of(epoch(), state())) {
      try {
        if (client.checkExists().forPath(path) == null)
          client.create().creatingParentsIfNeeded().forPath(path, new byte[Long.BYTES]);
      } catch (KeeperException.NodeExistsException byAnother) {
        // that is what was wanted
      }
    }
  }

  /** Leadership is lost with whatever the ensemble does not do. */
  static EngineException lost(String what, Exception cause) {
    if (cause instanceof InterruptedException) Thread.currentThread().interrupt();
    return new EngineException(
        ClusterError.LEADERSHIP_LOST,
        what + (cause == null ? "" : ": " + cause.getMessage()),
        "Nothing needs to be done: the master that leads now has all that was kept",
        cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
