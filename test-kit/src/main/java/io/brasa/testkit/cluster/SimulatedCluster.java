package io.brasa.testkit.cluster;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.EventListener;
import io.brasa.core.execute.Master;
import io.brasa.core.execute.MasterSetup;
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

/**
 * A driver and executors in one simulation. The driver lives in the process of the test; each
 * executor is a process with a disk of its own, which goes with it; everything below {@code
 * /shared} is on a file system that all reach. Executors that end are replaced a few times.
 */
public final class SimulatedCluster {
  /** The folder that all processes share. */
  public static final String SHARED = "/shared";

  private static final String IDLE_MILLIS = "3000";

  private final Simulation simulation;
  private final int executorCount;
  private final int slots;
  private final long memoryBytes;
  private final SimulatedNetwork network;
  private final SimulatedStorage shared;
  private final SimulatedStorage driverDisk;
  private final List<SimulatedExecutor> executors = new ArrayList<>();

  /** Of the worker that serves map outputs and on which all executors are; null if none does. */
  private SimulatedExecutor worker;

  private boolean isElastic;

  /**
   * @param memoryBytes what data may take in an executor; little makes tasks spill
   */
  public SimulatedCluster(Simulation simulation, int executorCount, int slots, long memoryBytes) {
    this.simulation = simulation;
    this.executorCount = executorCount;
    this.slots = slots;
    this.memoryBytes = memoryBytes;
    this.network = new SimulatedNetwork(simulation);
    this.shared = new SimulatedStorage(simulation, "shared");
    this.driverDisk = new SimulatedStorage(simulation, "driver");
  }

  /** An executor's process and disk. */
  public record SimulatedExecutor(SimulatedProcess process, SimulatedStorage disk) {}

  /**
   * From now on executors are on one host, where a worker serves their map outputs, also when they
   * are gone. Called before a context is opened.
   */
  public void serveOutputs() {
    worker =
        new SimulatedExecutor(
            simulation.process("worker"), new SimulatedStorage(simulation, "worker"));
  }

  /** From now on executors come and go with the tasks. Called before a context is opened. */
  public void comeAndGo() {
    isElastic = true;
  }

  /** Who serves map outputs, if that is not left to executors. */
  public Optional<SimulatedExecutor> worker() {
    return Optional.ofNullable(worker);
  }

  /** A context on this cluster, with all executors registered; called inside of the run. */
  public BrasaContext open(EventListener listener) {
    SimulatedMasters.register(simulation.test().environment(), this::master);
    BrasaContext.Builder builder =
        BrasaContext.builder()
            .master(SimulatedMasters.URL)
            .environment(simulation.test().environment())
            .storages(storages(driverDisk))
            .ownership(new SimulatedOwnership())
            .set("local.folder", "/tmp")
            .set("scheduler.mode", "fair")
            .set("pool.much.weight", "3")
            .strict(true)
            .listener(listener);
    if (isElastic)
      builder
          .set("allocation", "dynamic")
          .set("executors.max", "" + executorCount)
          .set("executors.idle", IDLE_MILLIS);
    return builder.build();
  }

  Storages storages(SimulatedStorage disk) {
    return new Storages(new MountedStorage(disk, SHARED, shared), "/", Map.of());
  }

  Master master(MasterSetup setup) {
    return new SimulatedMaster(this, setup);
  }

  SimulatedExecutor addExecutor(String name) {
    SimulatedProcess process = simulation.process(name);
    SimulatedStorage disk = worker == null ? new SimulatedStorage(simulation, name) : worker.disk();
    if (worker == null) process.atDeath(disk::wipe);
    SimulatedExecutor added = new SimulatedExecutor(process, disk);
    executors.add(added);
    return added;
  }

  /** The executors that live. */
  public List<SimulatedExecutor> executors() {
    return executors.stream().filter(executor -> executor.process().isAlive()).toList();
  }

  public Simulation simulation() {
    return simulation;
  }

  public SimulatedNetwork network() {
    return network;
  }

  /** The file system that all processes reach. */
  public SimulatedStorage shared() {
    return shared;
  }

  /**
   * What a closed context has left in the driver's process and on the executors' hosts, in words.
   */
  public List<String> leftovers() {
    List<String> left = new ArrayList<>();
    for (String thread : simulation.threadNames()) {
      if (thread.startsWith("test/") || thread.startsWith("executor-"))
        left.add("thread " + thread);
    }
    for (String file : driverDisk.files("/")) left.add("file " + file + " of the driver");
    return left;
  }

  int executorCount() {
    return executorCount;
  }

  long memoryBytes() {
    return memoryBytes;
  }

  int slots() {
    return slots;
  }
}
