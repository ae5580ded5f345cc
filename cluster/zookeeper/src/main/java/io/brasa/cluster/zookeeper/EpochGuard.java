package io.brasa.cluster.zookeeper;

import io.brasa.runtime.error.EngineException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;

/**
 * Lets changes through only while no other master has begun to lead. {@code version} is that of the
 * epoch's node, as this master's own begin has made it; below zero while it does not lead. Used by
 * the election's thread and the decisions'.
 */
final class EpochGuard {
  private static final int ATTEMPTS = 20;

  private final EnsembleConnection connection;
  private volatile int version = -1;

  EpochGuard(EnsembleConnection connection) {
    this.connection = connection;
  }

  /**
   * Raises the epoch and returns it. An attempt whose answer was lost on the way has raised it
   * already, and the next raises it once more: epochs only have to grow.
   *
   * @param latch the node by which this master leads
   */
  long begin(String latch) {
    CuratorFramework client = connection.client();
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Stat stat = new Stat();
        long epoch =
            ByteBuffer.wrap(client.getData().storingStatIn(stat).forPath(connection.epoch()))
                    .getLong()
                + 1;
        try {
          byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(epoch).array();
          client
              .transaction()
              .forOperations(
                  client.transactionOp().check().forPath(latch),
                  client
                      .transactionOp()
                      .setData()
                      .withVersion(stat.getVersion())
                      .forPath(connection.epoch(), value));
          version = stat.getVersion() + 1;
          return epoch;
        } catch (KeeperException.BadVersionException raised) {
          // by an attempt of ours, or by another master; the latch decides
        }
      }
    } catch (Exception failure) {
      throw EnsembleConnection.lost("The epoch could not be raised", failure);
    }
    throw EnsembleConnection.lost("The epoch could not be raised", null);
  }

  void end() {
    version = -1;
  }

  /**
   * Does a change, unless another leads. Fails with what the operation itself fails with, or with
   * {@code LEADERSHIP_LOST}.
   */
  void change(CuratorOp operation)
      throws KeeperException.NoNodeException, KeeperException.NodeExistsException {
    int held = version;
    if (held < 0) throw EnsembleConnection.lost("This master does not lead", null);
    CuratorFramework client = connection.client();
    try {
      List<CuratorOp> both = new ArrayList<>();
      both.add(client.transactionOp().check().withVersion(held).forPath(connection.epoch()));
      both.add(operation);
      client.transaction().forOperations(both);
    } catch (KeeperException.NoNodeException | KeeperException.NodeExistsException known) {
      throw known;
    } catch (KeeperException.BadVersionException fenced) {
      throw fenced(fenced);
    } catch (Exception failure) {
      throw EnsembleConnection.lost("The ensemble of ZooKeeper has not kept a change", failure);
    }
  }

  private static EngineException fenced(Exception cause) {
    return EnsembleConnection.lost("Another master has begun to lead", cause);
  }
}
