package io.brasa.cli.cluster;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.ApplicationStatus;
import io.brasa.cluster.protocol.ClusterMessage.DriverStatus;
import io.brasa.cluster.protocol.ClusterMessage.ExecutorStatus;
import io.brasa.cluster.protocol.ClusterMessage.WorkerStatus;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.standalone.ClusterClient;
import io.brasa.cluster.standalone.LogPositions;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What people ask of a cluster: {@code brasa status}, {@code brasa kill} and {@code brasa logs}.
 */
public final class ClusterQueries {
  static final List<String> VALUED = List.of("--master", "--secret-file", "--tls-folder");
  static final List<String> FLAGS = List.of("--no-secret");
  private static final List<String> LOG_FLAGS = List.of("--no-secret", "--follow");
  private static final long FOLLOW_MILLIS = 500;
  private static final int FOLLOW_FAILURES = 20;
  static final String MASTER_VARIABLE = "BRASA_MASTER";

  private ClusterQueries() {}

  static ClusterClient open(ClusterOptions options) {
    return new ClusterClient(new SystemEnvironment(), master(options), options.secret());
  }

  static MasterUrl master(ClusterOptions options) {
    String named = System.getenv().getOrDefault(MASTER_VARIABLE, "");
    String url = options.text("--master", named);
    if (url.isEmpty())
      throw ClusterOptions.invalid(
          "The cluster's master is not given",
          "Write --master brasa://HOST:PORT, or set " + MASTER_VARIABLE);
    return MasterUrl.parse(url);
  }

  /** Prints what there is. */
  public static int status(List<String> words) {
    ClusterOptions options = ClusterOptions.parse("status", words, VALUED, FLAGS);
    try (ClusterClient client = open(options)) {
      print(client.status(), System.out);
    }
    return 0;
  }

  private static void print(ClusterMessage.Status status, PrintStream out) {
    out.println("epoch " + status.epoch());
    out.println("workers " + status.workers().size());
    for (WorkerStatus worker : status.workers())
      out.println(
          "  "
              + worker.worker()
              + "  "
              + worker.coresFree()
              + " of "
              + worker.cores()
              + " cores and "
              + worker.memoryFreeMiB()
              + " of "
              + worker.memoryMiB()
              + " MiB free"
              + (worker.isPresent() ? "" : "  (not back yet)"));
    out.println("applications " + status.applications().size());
    for (ApplicationStatus application : status.applications()) print(application, out);
    out.println("drivers " + status.drivers().size());
    for (DriverStatus driver : status.drivers()) out.println("  " + line(driver));
  }

  private static void print(ApplicationStatus application, PrintStream out) {
    out.println(
        "  "
            + application.application()
            + "  "
            + application.name()
            + "  "
            + application.cores()
            + " cores"
            + (application.isPresent() ? "" : "  (its driver is away)")
            + (application.waiting().isEmpty() ? "" : "  waits: " + application.waiting()));
    for (ExecutorStatus executor : application.executors())
      out.println(
          "    "
              + (executor.executor().isEmpty() ? "(being started)" : executor.executor())
              + "  "
              + executor.worker()
              + "  "
              + executor.cores()
              + " cores, "
              + executor.memoryMiB()
              + " MiB"
              + (executor.processId() == 0 ? "" : ", process " + executor.processId()));
  }

  static String line(DriverStatus driver) {
    return driver.driver()
        + "  "
        + driver.state()
        + "  "
        + driver.name()
        + (driver.worker().isEmpty() ? "" : "  " + driver.worker())
        + (driver.reason().isEmpty() ? "" : "  " + driver.reason());
  }

  /** Ends a driver that runs in the cluster. */
  public static int kill(List<String> words) {
    ClusterOptions options = ClusterOptions.parse("kill", words, VALUED, FLAGS);
    if (options.rest().size() != 1)
      throw ClusterOptions.invalid("The driver is not given", "Write: brasa kill DRIVER");
    try (ClusterClient client = open(options)) {
      System.out.println(line(client.kill(options.rest().getFirst())));
    }
    return 0;
  }

  /** Prints logs of executors: what there is, or what comes too. */
  public static int logs(List<String> words) throws InterruptedException {
    ClusterOptions options = ClusterOptions.parse("logs", words, VALUED, LOG_FLAGS);
    if (options.rest().isEmpty() || options.rest().size() > 2)
      throw ClusterOptions.invalid(
          "The application is not given", "Write: brasa logs [--follow] APPLICATION [EXECUTOR]");
    LogPositions known = new LogPositions();
    LogPrinter printer = new LogPrinter(System.out);
    if (options.has("--follow")) {
      follow(options, known, printer);
    } else {
      try (ClusterClient client = open(options)) {
        print(client, options, known, printer);
      }
    }
    if (printer.hasPrinted()) return 0;
    System.err.println("brasa: no worker has such logs");
    return 1;
  }

  private static void print(
      ClusterClient client, ClusterOptions options, LogPositions known, LogPrinter printer) {
    client.logs(
        options.rest().getFirst(),
        options.rest().size() == 2 ? options.rest().get(1) : "",
        known,
        printer,
        (worker, reason) -> System.err.println("brasa: " + worker.worker() + ": " + reason));
    System.out.flush();
  }

  /**
   * Until the application or driver is over and nothing more has come. Another master may lead
   * meanwhile: then that one is asked.
   */
  private static void follow(ClusterOptions options, LogPositions known, LogPrinter printer)
      throws InterruptedException {
    Await never = new SystemEnvironment().newAwait();
    int failures = 0;
    while (true) {
      try (ClusterClient client = open(options)) {
        boolean isOver = false;
        for (long before = -1; !isOver || known.total() > before; ) {
          before = known.total();
          isOver = isOver(client.status(), options.rest().getFirst());
          print(client, options, known, printer);
          failures = 0;
          never.until(() -> false, FOLLOW_MILLIS);
        }
        return;
      } catch (EngineException failure) {
        if (++failures > FOLLOW_FAILURES || !printer.hasPrinted()) throw failure;
        System.err.println("brasa: " + failure.what());
        never.until(() -> false, FOLLOW_MILLIS);
      }
    }
  }

  private static boolean isOver(ClusterMessage.Status status, String name) {
    for (ApplicationStatus application : status.applications())
      if (application.application().equals(name)) return false;
    for (DriverStatus driver : status.drivers())
      if (driver.driver().equals(name)) return !driver.isUnderWay();
    return true;
  }

  /** A line with the executor's name before its log. */
  private static final class LogPrinter implements BiConsumer<String, byte[]> {
    private final PrintStream out;
    private String last = "";

    LogPrinter(PrintStream out) {
      this.out = out;
    }

    @Override
    public void accept(String executor, byte[] bytes) {
      if (!executor.equals(last)) out.println("==> " + executor + " <==");
      last = executor;
      out.write(bytes, 0, bytes.length);
    }

    boolean hasPrinted() {
      return !last.isEmpty();
    }
  }
}
