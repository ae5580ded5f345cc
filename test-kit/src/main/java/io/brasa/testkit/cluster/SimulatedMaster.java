package io.brasa.testkit.cluster;

import io.brasa.core.error.CoreError;
import io.brasa.core.execute.Elastic;
import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterSetup;
import io.brasa.core.remote.DriverNode;
import io.brasa.core.remote.ExecutorNode;
import io.brasa.core.remote.OutputServer;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.testkit.cluster.SimulatedCluster.SimulatedExecutor;
import io.brasa.testkit.simulation.SimulatedProcess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts executors as processes of the simulation, and others when they end, as a local cluster
 * does with real ones.
 */
final class SimulatedMaster implements Master, Elastic, DriverNode.Listener {
  private static final String FOLDER = "/tmp";
  private static final long START_MILLIS = 60_000;
  private static final int NOTICE_MILLIS = 300;
  private static final int RESTART_MILLIS = 3_000;
  private static final int RESTARTS = 8;
  private static final long FIRST_PROCESS_ID = 1_000;

  private final SimulatedCluster cluster;
  private final MasterSetup setup;
  private final Transport transport;
  private final DriverNode node;
  private final Await changed;
  private final Map<String, SimulatedExecutor> running = new HashMap<>();
  private Address address;
  private OutputServer server;
  private Address outputs;
  private int wanted;
  private final Set<String> givenBack = new HashSet<>();
  private int joinedCount;
  private int startedCount;
  private int restartCount;
  private boolean isClosed;

  SimulatedMaster(SimulatedCluster cluster, MasterSetup setup) {
    this.cluster = cluster;
    this.setup = setup;
    this.transport = cluster.network().transport(cluster.simulation().test());
    this.node = new DriverNode(setup, transport, this);
    this.changed = setup.environment().newAwait();
  }

  @Override
  public void start() {
    address = node.serve();
    cluster.worker().ifPresent(this::serveOutputs);
    wanted = setup.allocation().isDynamic() ? setup.allocation().first() : cluster.executorCount();
    int first = wanted;
    for (int i = 0; i < first; i++) startExecutor();
    try {
      if (changed.until(() -> joinedCount >= first, START_MILLIS)) return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new EngineException(
        CoreError.NO_EXECUTORS,
        "Only " + joinedCount + " executors have registered",
        "Look at the trace");
  }

  /** As the one who has started executors does, in a process that may be killed as well. */
  private void serveOutputs(SimulatedExecutor worker) {
    SimulatedProcess process = worker.process();
    process
        .environment()
        .start(
            "main",
            ThreadKind.WAITING,
            () -> {
              server =
                  new OutputServer(
                      process.environment(),
                      cluster.network().transport(process),
                      worker.disk(),
                      FOLDER,
                      () -> {},
                      () -> {});
              server.addPlace();
              outputs = server.serve();
              changed.signal();
            });
    try {
      changed.until(() -> outputs != null, START_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Up to as many as the cluster has. */
  @Override
  public void want(int executors) {
    wanted = Math.min(executors, cluster.executorCount());
    setup
        .environment()
        .start(
            "brings executors",
            ThreadKind.WAITING,
            () -> {
              while (!isClosed && running.size() < wanted) startExecutor();
            });
  }

  @Override
  public void giveBack(String executor) {
    wanted--;
    givenBack.add(executor);
    setup
        .environment()
        .start(
            "end of " + executor,
            ThreadKind.WAITING,
            () -> {
              node.moveOff(executor);
              SimulatedExecutor given = running.get(executor);
              if (given != null) given.process().kill();
            });
  }

  private void startExecutor() {
    String name = "executor-" + startedCount++;
    SimulatedExecutor executor = cluster.addExecutor(name);
    running.put(name, executor);
    SimulatedProcess process = executor.process();
    process.atDeath(
        () -> setup.environment().start("notices " + name, ThreadKind.WAITING, () -> notice(name)));
    process.environment().start("main", ThreadKind.WAITING, () -> live(executor));
  }

  private void live(SimulatedExecutor executor) {
    SimulatedProcess process = executor.process();
    ExecutorNode.Identity identity =
        new ExecutorNode.Identity(
            process.name(),
            process.name(),
            FIRST_PROCESS_ID + startedCount,
            cluster.slots(),
            cluster.memoryBytes(),
            FOLDER + "/" + process.name());
    ExecutorNode executorNode =
        new ExecutorNode(
            process.environment(),
            cluster.network().transport(process),
            cluster.storages(executor.disk()),
            identity,
            reason -> process.kill());
    try {
      executorNode.start(address);
      if (outputs != null) executorNode.outputsServedAt(outputs);
    } catch (EngineException notStarted) {
      process.kill();
    }
  }

  /** The operating system tells of the end of a child, in its own time. */
  private void notice(String name) {
    sleep(cluster.simulation().chance().nextInt(NOTICE_MILLIS));
    node.ended(name, "its process ended");
    running.remove(name);
    if (isClosed) return;
    cluster.worker().ifPresent(worker -> tidy(worker, name));
    if (givenBack.remove(name)) return;
    restartCount++;
    if (restartCount <= RESTARTS) {
      sleep(cluster.simulation().chance().nextInt(RESTART_MILLIS));
      if (!isClosed) startExecutor();
    } else if (running.isEmpty()) {
      setup.driver().exhaust("all restarts are used up");
    }
  }

  private void tidy(SimulatedExecutor worker, String executor) {
    if (worker.process().isAlive()) server.tidy(FOLDER + "/" + executor);
  }

  private void sleep(long millis) {
    try {
      cluster.simulation().sleepMillis(millis);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void joined(String executor) {
    joinedCount++;
    changed.signal();
  }

  /** At times too short. */
  @Override
  public long wordMillis() {
    return NOTICE_MILLIS / 2;
  }

  /** A process that is alive but silent must not come back with outdated words. */
  @Override
  public void lost(String executor, String reason) {
    SimulatedExecutor lost = running.get(executor);
    if (lost != null) lost.process().kill();
  }

  @Override
  public int slotCount() {
    return cluster.executorCount() * cluster.slots();
  }

  @Override
  public Optional<String> taskOf(Thread thread) {
    return Optional.empty();
  }

  @Override
  public void close() {
    isClosed = true;
    node.close();
    for (SimulatedExecutor executor : cluster.executors()) executor.process().kill();
    cluster.worker().ifPresent(worker -> worker.process().kill());
    transport.close();
  }
}
