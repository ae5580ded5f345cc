package io.brasa.testkit.cluster;

import io.brasa.core.BrasaContext;
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
import io.brasa.runtime.storage.Storages;
import io.brasa.testkit.simulation.MountedStorage;
import io.brasa.testkit.simulation.SimulatedNetwork;
import io.brasa.testkit.simulation.SimulatedProcess;
import io.brasa.testkit.simulation.SimulatedStorage;
import io.brasa.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Drivers of one application, one after the other, and hosts that outlive them: each has a disk,
 * and for each driver a service of map outputs and an executor. An executor ends with its driver's
 * channel, or when its service hears of a later driver.
 */
final class LivesCluster {
  static final String JOURNAL = SimulatedCluster.SHARED + "/journal";
  private static final int HOSTS = 2;
  private static final int EXECUTORS_MOST = 6;
  private static final long MEMORY_BYTES = 64 << 20;
  private static final long START_MILLIS = 60_000;

  private final Simulation simulation;
  private final SimulatedNetwork network;
  final SimulatedStorage shared;
  private final List<Host> hosts = new ArrayList<>();

  /** A machine on which drivers' executors run, one after the other. */
  private record Host(SimulatedProcess process, SimulatedStorage disk) {}

  LivesCluster(Simulation simulation) {
    this.simulation = simulation;
    this.network = new SimulatedNetwork(simulation);
    this.shared = new SimulatedStorage(simulation, "shared");
    for (int i = 0; i < HOSTS; i++) {
      String name = "host-" + i;
      hosts.add(new Host(simulation.process(name), new SimulatedStorage(simulation, name)));
    }
  }

  private Storages storages(SimulatedStorage disk) {
    return new Storages(new MountedStorage(disk, SimulatedCluster.SHARED, shared), "/", Map.of());
  }

  /** A context of the driver in a process. */
  BrasaContext open(SimulatedProcess driver) {
    SimulatedMasters.register(driver.environment(), setup -> new LivesMaster(setup, driver));
    return BrasaContext.builder()
        .master(SimulatedMasters.URL)
        .environment(driver.environment())
        .storages(storages(new SimulatedStorage(simulation, driver.name())))
        .ownership(new SimulatedOwnership())
        .set("local.folder", "/tmp")
        .applicationId("lives")
        .set("journal", JOURNAL)
        .build();
  }

  /** Some files that executors have left are gone. */
  void loseOutputs(RandomGenerator chance) {
    for (Host host : hosts)
      for (String file : host.disk.files("/served"))
        if (file.contains("/shuffle/") && chance.nextInt(3) == 0) host.disk.delete(file);
  }

  /** Returns whether there was one. */
  boolean damageJournal(RandomGenerator chance) {
    List<String> files =
        shared.files(JOURNAL).stream().filter(file -> file.endsWith(".journal")).toList();
    return !files.isEmpty() && shared.corrupt(files.get(chance.nextInt(files.size())));
  }

  private final class LivesMaster implements Master, DriverNode.Listener {
    private final MasterSetup setup;
    private final SimulatedProcess driver;
    private final Transport transport;
    private final DriverNode node;
    private final Await changed;
    private Address address;
    private int joinedCount;
    private int startedCount;
    private boolean isClosed;

    LivesMaster(MasterSetup setup, SimulatedProcess driver) {
      this.setup = setup;
      this.driver = driver;
      this.transport = network.transport(driver);
      this.node = new DriverNode(setup, transport, this);
      this.changed = setup.environment().newAwait();
    }

    @Override
    public void start() {
      address = node.serve();
      node.recall();
      for (Host host : hosts) serve(host);
      try {
        changed.until(() -> joinedCount >= HOSTS, START_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /** A folder, a service and executors on a host, for this driver alone. */
    private void serve(Host host) {
      String folder = "/served/" + driver.name();
      List<SimulatedProcess> executors = new ArrayList<>();
      OutputServer server =
          new OutputServer(
              host.process.environment(),
              network.transport(host.process),
              host.disk,
              folder,
              () -> host.disk.delete(folder),
              () ->
                  host.process
                      .environment()
                      .start(
                          "end of " + driver.name(),
                          ThreadKind.WAITING,
                          () -> List.copyOf(executors).forEach(SimulatedProcess::kill)));
      server.addPlace();
      Address outputs = server.serve();
      start(host, folder, outputs, executors);
    }

    private void start(
        Host host, String folder, Address outputs, List<SimulatedProcess> executors) {
      String name = driver.name() + "-executor-" + startedCount++;
      SimulatedProcess process = simulation.process(name);
      executors.add(process);
      process.atDeath(
          () -> {
            if (driver.isAlive())
              setup
                  .environment()
                  .start(
                      "notices " + name,
                      ThreadKind.WAITING,
                      () -> notice(name, host, folder, outputs, executors));
          });
      process
          .environment()
          .start("main", ThreadKind.WAITING, () -> live(process, host, folder, outputs));
    }

    private void live(SimulatedProcess process, Host host, String folder, Address outputs) {
      ExecutorNode executor =
          new ExecutorNode(
              process.environment(),
              network.transport(process),
              storages(host.disk),
              new ExecutorNode.Identity(
                  process.name(),
                  host.process.name(),
                  1,
                  2,
                  MEMORY_BYTES,
                  folder + "/" + process.name()),
              reason -> process.kill());
      try {
        executor.start(address);
        executor.outputsServedAt(outputs);
      } catch (EngineException notStarted) {
        process.kill();
      }
    }

    private void notice(
        String name, Host host, String folder, Address outputs, List<SimulatedProcess> executors) {
      setup.driver().lose(name, "its process ended");
      if (isClosed) return;
      if (startedCount < EXECUTORS_MOST) start(host, folder, outputs, executors);
      else setup.driver().exhaust("all restarts are used up");
    }

    @Override
    public void joined(String executor) {
      joinedCount++;
      changed.signal();
    }

    @Override
    public void lost(String executor, String reason) {}

    @Override
    public int slotCount() {
      return HOSTS;
    }

    @Override
    public Optional<String> taskOf(Thread thread) {
      return Optional.empty();
    }

    @Override
    public void close() {
      isClosed = true;
      node.close();
      transport.close();
    }
  }
}
