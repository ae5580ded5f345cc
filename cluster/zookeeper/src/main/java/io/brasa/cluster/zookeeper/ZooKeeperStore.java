package io.brasa.cluster.zookeeper;

import io.brasa.cluster.master.RecoveryStore;
import io.brasa.runtime.error.EngineException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.KeeperException;

/**
 * A node for each value. Whether one is there is remembered, and corrected by what the ensemble
 * says: a change whose answer was lost is tried again, and may find itself done.
 */
final class ZooKeeperStore implements RecoveryStore {
  private static final int ATTEMPTS = 5;

  private final EnsembleConnection connection;
  private final EpochGuard guard;
  private final Runnable onLoss;
  private final Set<String> known = new HashSet<>();

  /**
   * @param onLoss called when a change was refused: whoever has the latch still must get it anew
   */
  ZooKeeperStore(EnsembleConnection connection, EpochGuard guard, Runnable onLoss) {
    this.connection = connection;
    this.guard = guard;
    this.onLoss = onLoss;
  }

  /** What changes a node, by whether it is there; null if nothing is left to do. */
  private interface Operation {
    CuratorOp of(CuratorFramework client, boolean isThere) throws Exception;
  }

  @Override
  public void put(String key, byte[] value) {
    if (value.length > MAX_VALUE_BYTES)
      throw new IllegalArgumentException("A value of " + value.length + " bytes for " + key);
    String path = connection.state(key);
    change(
        key,
        (client, isThere) ->
            isThere
                ? client.transactionOp().setData().forPath(path, value)
                : client.transactionOp().create().forPath(path, value));
    known.add(key);
  }

  @Override
  public void remove(String key) {
    String path = connection.state(key);
    change(
        key, (client, isThere) -> isThere ? client.transactionOp().delete().forPath(path) : null);
    known.remove(key);
  }

  private void change(String key, Operation operation) {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        CuratorOp next = operation.of(connection.client(), known.contains(key));
        if (next == null) return;
        try {
          guard.change(next);
          return;
        } catch (KeeperException.NodeExistsException there) {
          known.add(key);
        } catch (KeeperException.NoNodeException gone) {
          known.remove(key);
        }
      }
      throw EnsembleConnection.lost("The node of " + key + " comes and goes", null);
    } catch (EngineException lost) {
      guard.end();
      onLoss.run();
      throw lost;
    } catch (Exception failure) {
      guard.end();
      onLoss.run();
      throw EnsembleConnection.lost("The change of " + key + " was not understood", failure);
    }
  }

  @Override
  public Map<String, byte[]> list() {
    known.clear();
    Map<String, byte[]> all = new TreeMap<>();
    CuratorFramework client = connection.client();
    try {
      for (String key : client.getChildren().forPath(connection.state())) {
        all.put(key, client.getData().forPath(connection.state(key)));
        known.add(key);
      }
    } catch (Exception failure) {
      guard.end();
      onLoss.run();
      throw EnsembleConnection.lost("What was kept cannot be read", failure);
    }
    return all;
  }

  @Override
  public void close() {
    connection.close();
  }
}
