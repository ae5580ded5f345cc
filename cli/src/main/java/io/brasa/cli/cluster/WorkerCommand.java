package io.brasa.cli.cluster;

import com.sun.management.OperatingSystemMXBean;
import io.brasa.cluster.launch.RestartBudget;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.HostAddress;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.cluster.worker.WorkerNode;
import io.brasa.cluster.worker.WorkerSettings;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.storage.Storages;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Runs a worker until it is stopped: in a process that this one starts, and starts again when it
 * dies, a few times a minute. Where something else does that, the worker runs in this process.
 */
public final class WorkerCommand {
  private static final List<String> VALUED =
      List.of(
          "--host",
          "--port",
          "--cores",
          "--memory",
          "--folder",
          "--secret-file",
          "--tls-folder",
          "--keep-logs",
          "--log-format",
          "--log-level",
          "--master");
  private static final List<String> FLAGS = List.of("--no-secret", "--no-supervisor");
  private static final int RESTARTS = 5;
  private static final long RESTART_PERIOD_MILLIS = 60_000;
  private static final long FIRST_DELAY_MILLIS = 200;
  private static final int LEAST_LEFT_MIB = 1_024;
  private static final long DAY_MILLIS = 86_400_000;

  private WorkerCommand() {}

  /** Returns the exit code. */
  public static int run(List<String> words) throws IOException, InterruptedException {
    ClusterOptions options = ClusterOptions.parse("worker", words, VALUED, FLAGS);
    MasterUrl masters = masters(options);
    ClusterSecret secret = options.secret();
    String host = options.text("--host", HostAddress.towards(masters.masters().getFirst()));
    secret.requireFor(host);
    masters.masters().forEach(master -> secret.requireFor(master.host()));
    ProcessLog log = ProcessLog.begin("worker", options);
    return options.has("--no-supervisor")
        ? work(options, masters, secret, host, log)
        : supervise(words, log);
  }

  private static MasterUrl masters(ClusterOptions options) {
    String url =
        options.text("--master", options.rest().isEmpty() ? "" : options.rest().getFirst());
    if (url.isEmpty())
      throw ClusterOptions.invalid(
          "The worker's master is not given", "Write: brasa worker brasa://HOST:PORT");
    return MasterUrl.parse(url);
  }

  private static int supervise(List<String> words, ProcessLog log)
      throws IOException, InterruptedException {
    List<String> command = OwnCommand.words(true, List.of());
    command.add("worker");
    command.add("--no-supervisor");
    command.addAll(words);
    Environment environment = new SystemEnvironment();
    RestartBudget budget = new RestartBudget(RESTARTS, RESTART_PERIOD_MILLIS, FIRST_DELAY_MILLIS);
    while (true) {
      Process worker =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      int code = worker.waitFor();
      OptionalLong delay = budget.take(environment.nanoTime() / 1_000_000);
      log.say("the worker's process ended with code " + code);
      if (delay.isEmpty()) {
        log.say("it has ended too often within a minute, and is given up");
        return 1;
      }
      environment.newAwait().until(() -> false, delay.getAsLong());
    }
  }

  private static int work(
      ClusterOptions options, MasterUrl masters, ClusterSecret secret, String host, ProcessLog log)
      throws InterruptedException {
    Environment environment = new SystemEnvironment();
    Storages storages = Storages.ofThisHost();
    int port = options.count("--port", 0, 65_535, 0);
    WorkerSettings settings =
        new WorkerSettings(
            masters,
            host,
            port,
            options.count("--cores", 1, 1 << 16, Runtime.getRuntime().availableProcessors()),
            options.memoryMiB("--memory", ownMemoryMiB()),
            storages.resolve(options.text("--folder", "brasa-worker")).path(),
            options.count("--keep-logs", 0, 36_500, 7) * DAY_MILLIS,
            tlsFolder(secret),
            driverCommand(options, secret, host, log));
    try (NettyTransport transport = secret.transport(environment, host, port);
        WorkerNode node = new WorkerNode(environment, transport, storages.local(), settings)) {
      System.out.println(node.start());
      System.out.flush();
      environment.newAwait().until(() -> false);
    }
    return 0;
  }

  /** Drivers find the secret where this process did, and are reached where this process is. */
  private static List<String> driverCommand(
      ClusterOptions options, ClusterSecret secret, String host, ProcessLog log) {
    List<String> properties = new ArrayList<>();
    if (log.isJson()) properties.add("-Dbrasa.conf.log.format=json");
    properties.add("-Dbrasa.conf.driver.host=" + host);
    String secretFile = options.secretFile();
    if (secretFile.equals(ClusterSecret.NONE))
      properties.add("-Dbrasa.conf.secret.file=" + ClusterSecret.NONE);
    else if (!secretFile.isEmpty())
      properties.add(
          "-Dbrasa.conf.secret.file=" + Storages.ofThisHost().resolve(secretFile).path());
    if (secret.tls().isPresent()) properties.add("-Dbrasa.conf.tls.folder=" + tlsFolder(secret));
    return OwnCommand.words(false, properties);
  }

  /** Executors and drivers run in other folders. */
  private static String tlsFolder(ClusterSecret secret) {
    String folder = secret.tlsFolder();
    return folder.isEmpty() ? "" : Storages.ofThisHost().resolve(folder).path();
  }

  /** What the machine, or this container, has, less some for the system. */
  private static int ownMemoryMiB() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    int all = (int) Math.min(Integer.MAX_VALUE, system.getTotalMemorySize() >> 20);
    return Math.max(LEAST_LEFT_MIB, all - LEAST_LEFT_MIB);
  }
}
