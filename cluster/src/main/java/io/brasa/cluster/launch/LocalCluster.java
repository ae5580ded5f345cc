package io.brasa.cluster.launch;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.wire.Secret;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.Elastic;
import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterSetup;
import io.brasa.core.remote.DriverNode;
import io.brasa.core.remote.Transport;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.ProcessFolder;
import io.brasa.runtime.storage.Storage;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executors as child processes of the driver, with everything between them that a cluster of hosts
 * has.
 */
final class LocalCluster
    implements Master, Elastic, DriverNode.Listener, ExecutorProcesses.Listener {
  private static final long START_MILLIS = 60_000;
  private static final long WORD_MILLIS = 2_000;
  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.driver");

  private final MasterSetup setup;
  private final LocalClusterSize size;
  private final Storage storage = new LocalStorage();
  private final Await changed;
  private final AtomicInteger joined = new AtomicInteger();

  /** Where executors are kept running. Guarded by itself, as is how many there have been. */
  private final Set<String> places = new HashSet<>();

  private int placeCount;
  private final Secret secret = Secret.random();
  private final String host = InetAddress.getLoopbackAddress().getHostAddress();
  private final NettyTransport transport;
  private final DriverNode node;
  private final ProcessFolder folder;
  private final ExecutorProcesses processes;
  private volatile int wanted;
  private volatile Transport.Address driver;
  private volatile boolean isClosed;
  private volatile String exhausted;
  private volatile String lastEnd = "";

  LocalCluster(MasterSetup setup, LocalClusterSize size) {
    this.setup = setup;
    this.size = size;
    this.wanted =
        setup.allocation().isDynamic()
            ? Math.min(setup.allocation().first(), size.executors())
            : size.executors();
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
    driver = node.serve();
    want(wanted);
    boolean isComplete;
    try {
      isComplete = changed.until(() -> joined.get() >= wanted || exhausted != null, START_MILLIS);
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
              + wanted
              + " have registered within "
              + START_MILLIS
              + " ms"
              + lastEnd);
    }
  }

  /** Up to the size of the cluster. */
  @Override
  public void want(int executors) {
    List<String> added = new ArrayList<>();
    synchronized (places) {
      wanted = Math.min(executors, size.executors());
      while (!isClosed && places.size() < wanted) {
        String name = String.valueOf(placeCount++);
        places.add(name);
        added.add(name);
      }
    }
    for (String name : added) elsewhere("start of place " + name, () -> addPlace(name));
  }

  private void addPlace(String name) {
    try {
      processes.add(
          new ExecutorPlace(
              name,
              size.cores(),
              size.memoryMiB(),
              driver,
              secret,
              host,
              folder.path(),
              folder.path() + "/logs",
              System.getProperty("user.dir"),
              "",
              SameResults.ofThisProcess()));
    } catch (EngineException notStarted) {
      gone(name, false, notStarted.what());
    }
  }

  private void elsewhere(String name, Runnable action) {
    setup.environment().start(name, ThreadKind.WAITING, action);
  }

  @Override
  public void giveBack(String executor) {
    String place = executor.substring("executor-".length(), executor.lastIndexOf('-'));
    synchronized (places) {
      if (!places.remove(place)) return;
    }
    elsewhere(
        "end of " + executor,
        () -> {
          node.moveOff(executor);
          processes.remove(place, "it had nothing to do");
        });
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

  /** An end is noticed within milliseconds. */
  @Override
  public long wordMillis() {
    return WORD_MILLIS;
  }

  @Override
  public void started(String place, String executor, long processId) {}

  @Override
  public void ended(String place, String executor, String reason) {
    lastEnd = "; " + executor + ": " + reason;
    LOG.log(Level.WARNING, "Executor " + executor + ": " + reason);
    node.ended(executor, reason);
  }

  @Override
  public void gone(String place, boolean isRemoved, String reason) {
    if (isRemoved) return;
    synchronized (places) {
      places.remove(place);
      if (!places.isEmpty() || isClosed) return;
    }
    exhausted = "all " + size.executors() + " executors are gone; the last one " + reason;
    changed.signal();
    setup.driver().exhaust(exhausted);
  }

  @Override
  public void unneeded(String nothingIsLeftToOthers) {}

  @Override
  public void close() {
    isClosed = true;
    processes.close();
    node.close();
    transport.close();
    folder.close();
  }
}
