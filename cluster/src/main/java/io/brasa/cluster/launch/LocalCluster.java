package io.brasa.cluster.launch;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.wire.Secret;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterSetup;
import io.brasa.core.remote.DriverNode;
import io.brasa.core.remote.Transport;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.ProcessFolder;
import io.brasa.runtime.storage.Storage;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executors as child processes of the driver, with everything between them that a cluster of hosts
 * has.
 */
final class LocalCluster implements Master, DriverNode.Listener, ExecutorProcesses.Listener {
  private static final long START_MILLIS = 60_000;
  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.driver");

  private final MasterSetup setup;
  private final LocalClusterSize size;
  private final Storage storage = new LocalStorage();
  private final Await changed;
  private final AtomicInteger joined = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final Secret secret = Secret.random();
  private final String host = InetAddress.getLoopbackAddress().getHostAddress();
  private final NettyTransport transport;
  private final DriverNode node;
  private final ProcessFolder folder;
  private final ExecutorProcesses processes;
  private volatile String exhausted;
  private volatile String lastEnd = "";

  LocalCluster(MasterSetup setup, LocalClusterSize size) {
    this.setup = setup;
    this.size = size;
    this.changed = setup.environment().newAwait();
    this.transport = new NettyTransport(setup.environment(), secret);
    this.node = new DriverNode(setup, transport, this);
    this.folder = ProcessFolder.open(storage, parent(setup.localFolder()), setup.application());
    this.processes =
        new ExecutorProcesses(
            setup.environment(), storage, this, () -> storage.delete(folder.path()));
  }

  /**
   * Beside the driver's own folder, where the next driver looks for what this one may leave behind.
   */
  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  @Override
  public void start() {
    addPlaces(node.serve());
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

  private void addPlaces(Transport.Address driver) {
    SameResults results = SameResults.ofThisProcess();
    for (int number = 0; number < size.executors(); number++) {
      processes.add(
          new ExecutorPlace(
              String.valueOf(number),
              size.cores(),
              size.memoryMiB(),
              driver,
              secret,
              host,
              folder.path(),
              folder.path() + "/logs",
              System.getProperty("user.dir"),
              "",
              results));
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
  public void started(String place, String executor, long processId) {}

  @Override
  public void ended(String place, String executor, String reason) {
    lastEnd = "; " + executor + ": " + reason;
    // The end of its channel was heard of first, and says less.
    LOG.log(Level.WARNING, "Executor " + executor + ": " + reason);
    setup.driver().lose(executor, reason);
  }

  @Override
  public void gone(String place, boolean isRemoved, String reason) {
    if (givenUp.incrementAndGet() < size.executors()) return;
    exhausted = "all " + size.executors() + " executors are gone; the last one " + reason;
    changed.signal();
    setup.driver().exhaust(exhausted);
  }

  @Override
  public void close() {
    processes.close();
    node.close();
    transport.close();
    folder.close();
  }
}
