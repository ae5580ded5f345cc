package io.brasa.cluster.launch;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.wire.Secret;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterSetup;
import io.brasa.core.remote.DriverNode;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.ProcessFolder;
import io.brasa.runtime.storage.Storage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.Optional;

/**
 * Executors as child processes of the driver, with everything between them that a cluster of hosts
 * has.
 */
final class LocalCluster implements Master, DriverNode.Listener, ExecutorProcesses.Listener {
  private static final long START_MILLIS = 60_000;

  private final MasterSetup setup;
  private final LocalClusterSize size;
  private final Storage storage = new LocalStorage();
  private final Await changed;
  private final AtomicInteger joined = new AtomicInteger();
  private final NettyTransport transport;
  private final DriverNode node;
  private final ProcessFolder folder;
  private final ExecutorProcesses processes;
  private volatile String exhausted;
  private volatile String lastEnd = "";

  LocalCluster(MasterSetup setup, LocalClusterSize size) {
    this.setup = setup;
    this.size = size;
    Secret secret = Secret.random();
    this.changed = setup.environment().newAwait();
    this.transport = new NettyTransport(setup.environment(), secret);
    this.node = new DriverNode(setup, transport, this);
    this.folder = ProcessFolder.open(storage, parent(setup.localFolder()), setup.application());
    this.processes =
        new ExecutorProcesses(
            setup.environment(),
            storage,
            size,
            node.serve(),
            secret,
            folder.path(),
            System.getProperty("user.dir"),
            this);
  }

  /**
   * Beside the driver's own folder, where the next driver looks for what this one may leave behind.
   */
  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  @Override
  public void start() {
    processes.start();
    boolean isComplete;
    try {
      isComplete =
          changed.until(() -> joined.get() >= size.executors() || exhausted != null, START_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          CoreError.WAIT_INTERRUPTED,
          "The start of executors was interrupted",
          "Open the context again",
          interrupted);
    }
    if (exhausted != null) throw notStarted(exhausted);
    if (!isComplete) {
      throw notStarted(
          "only "
              + joined
              + " of "
              + size.executors()
              + " have registered within "
              + START_MILLIS
              + " ms"
              + lastEnd);
    }
  }

  private static EngineException notStarted(String reason) {
    return new EngineException(
        ClusterError.EXECUTOR_NOT_STARTED,
        "The executors of the local cluster did not start: " + reason,
        "See whether the machine has memory for them, or ask for fewer or smaller ones");
  }

  @Override
  public int slotCount() {
    return size.executors() * size.cores();
  }

  /** Tasks run in other processes. */
  @Override
  public Optional<String> taskOf(Thread thread) {
    return Optional.empty();
  }

  @Override
  public void joined(String executor) {
    joined.incrementAndGet();
    changed.signal();
  }

  /** A process that is alive but silent must not come back with outdated words. */
  @Override
  public void lost(String executor, String reason) {
    processes.kill(executor);
  }

  @Override
  public void ended(String executor, String reason) {
    lastEnd = "; " + executor + ": " + reason;
    setup.driver().lose(executor, reason);
  }

  @Override
  public void exhausted(String reason) {
    exhausted = reason;
    changed.signal();
    setup.driver().exhaust(reason);
  }

  @Override
  public void close() {
    processes.close();
    node.close();
    transport.close();
    folder.close();
  }
}
