package io.brasa.cli.chaos;

import io.brasa.cluster.protocol.ClusterMessage.Status;
import io.brasa.cluster.protocol.ClusterMessage.WorkerStatus;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.standalone.ClusterClient;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A master and two workers with their supervisors, all by this program's commands, each on a host
 * of its own where the machine permits, as are drivers. It serves one run after the other. The
 * master has no supervisor of its own: this is it.
 */
final class OwnGround implements Ground {
  static final int WORKERS = 2;
  private static final int MASTER_HOST = WORKERS;

  /** Of drivers that no worker has started. */
  private static final int DRIVER_HOST = MASTER_HOST + 1;

  private static final int CORES = 2;
  private static final int PORT = 17_700;
  private static final int DISK_MIB = 64;
  private static final long WHOLE_MILLIS = 90_000;
  private static final long LOOK_MILLIS = 300;

  private final Path folder;
  private final Path secret;
  private final Optional<Hosts> hosts;
  private final boolean isMounted;
  private final List<Process> workers = new ArrayList<>();
  private Process master;

  OwnGround(Machine machine, Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    this.hosts = machine.hasHosts() ? Optional.of(new Hosts(DRIVER_HOST + 1)) : Optional.empty();
    this.isMounted = machine.hasMounts();
    this.secret = folder.resolve("secret");
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        secret, "a secret of the chaos of process " + ProcessHandle.current().pid() + "\n");
    startMaster();
    for (int i = 0; i < WORKERS; i++) startWorker(i);
  }

  private String address(int host) {
    return hosts.isPresent() ? hosts.get().address(host) : "127.0.0.1";
  }

  private String url() {
    return "brasa://" + address(MASTER_HOST) + ":" + PORT;
  }

  private List<String> on(int host) {
    return hosts.isPresent() ? hosts.get().on(host) : List.of();
  }

  /** Starts the master, also in place of one that is dead. */
  void startMaster() throws IOException {
    master =
        Ground.brasa(
            on(MASTER_HOST),
            List.of(
                "master",
                "--host",
                address(MASTER_HOST),
                "--port",
                String.valueOf(PORT),
                "--folder",
                folder.resolve("master").toString(),
                "--secret-file",
                secret.toString()),
            folder.resolve("master.log"));
  }

  private void startWorker(int number) throws Exception {
    Path disk = Files.createDirectories(folder.resolve("worker" + number));
    if (isMounted) Machine.mount(disk, DISK_MIB);
    workers.add(
        Ground.brasa(
            on(number),
            List.of(
                "worker",
                "--host",
                address(number),
                "--cores",
                String.valueOf(CORES),
                "--memory",
                "1g",
                "--folder",
                disk.toString(),
                "--secret-file",
                secret.toString(),
                url()),
            folder.resolve("worker" + number + ".log")));
  }

  @Override
  public Process start(DriverPlace driver, List<String> words, Path log) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("submit", "--master", url(), "--secret-file", secret.toString()));
    boolean isInCluster = driver.isInCluster();
    if (driver == DriverPlace.WITH_JOURNAL)
      all.addAll(List.of("--conf", "journal=" + folder.resolve("journals")));
    if (isInCluster)
      all.addAll(List.of("--deploy-mode", "cluster", "--supervise", "--driver-memory", "192m"));
    else all.addAll(List.of("--conf", "driver.host=" + address(DRIVER_HOST)));
    for (String setting : List.of("executor.memory=96m", "executor.cores=1", "cores.max=2"))
      all.addAll(List.of("--conf", setting));
    if (!isInCluster) all.addAll(List.of("--conf", "local.folder=" + folder.resolve("driver")));
    all.add(ChaosProgram.class.getName());
    all.addAll(words);
    return Ground.brasa(isInCluster ? List.of() : on(DRIVER_HOST), all, log);
  }

  /** The number of the worker whose executor this is. */
  int workerOf(long executorProcess) {
    for (int i = 0; i < WORKERS; i++)
      if (workers.get(i).descendants().anyMatch(process -> process.pid() == executorProcess))
        return i;
    return 0;
  }

  /** The worker itself, which its supervisor starts again. */
  long workerProcess(int number) {
    return workers.get(number).children().findFirst().map(ProcessHandle::pid).orElse(0L);
  }

  Process master() {
    return master;
  }

  Optional<Hosts> hosts() {
    return hosts;
  }

  static int masterHost() {
    return MASTER_HOST;
  }

  static int driverHost() {
    return DRIVER_HOST;
  }

  @Override
  public Path disk(long executorProcess) {
    return folder.resolve("worker" + workerOf(executorProcess));
  }

  @Override
  public boolean awaitWhole() throws Exception {
    long end = System.currentTimeMillis() + WHOLE_MILLIS;
    while (System.currentTimeMillis() < end) {
      if (isWhole()) return true;
      Thread.sleep(LOOK_MILLIS);
    }
    return false;
  }

  private boolean isWhole() {
    try (ClusterClient client =
        new ClusterClient(
            new SystemEnvironment(),
            MasterUrl.parse(url()),
            ClusterSecret.find(secret.toString()))) {
      Status status = client.status();
      return status.applications().isEmpty()
          && status.workers().stream().filter(OwnGround::isFree).count() == WORKERS;
    } catch (EngineException notYet) {
      return false;
    }
  }

  private static boolean isFree(WorkerStatus worker) {
    return worker.isPresent() && worker.coresFree() == worker.cores();
  }

  @Override
  public void close() throws Exception {
    List<ProcessHandle> all = new ArrayList<>();
    for (Process process : workers) all.add(process.toHandle());
    for (Process process : workers) process.descendants().forEach(all::add);
    all.add(master.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    for (int i = 0; isMounted && i < WORKERS; i++)
      Machine.succeeds("umount", "-l", folder.resolve("worker" + i).toString());
    if (hosts.isPresent()) hosts.get().close();
  }
}
