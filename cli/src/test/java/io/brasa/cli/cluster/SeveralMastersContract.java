package io.brasa.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.cluster.ClusterProcesses.Started;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.ApplicationStatus;
import io.brasa.cluster.protocol.ClusterMessage.ExecutorStatus;
import io.brasa.cluster.protocol.ClusterMessage.WorkerStatus;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.standalone.ClusterClient;
import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What several masters promise, whatever they agree by: one leads; when it dies, or is only
 * stopped, another takes over with all that was kept, and running programs and their executors are
 * left alone. Every role is a process.
 */
abstract class SeveralMastersContract {
  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Event> events = new CopyOnWriteArrayList<>();

  /** By address. */
  private final Map<String, Started> masters = new TreeMap<>();

  ClusterProcesses processes;
  Path secret;
  private String url;

  /** How many masters there are. */
  abstract int masterCount();

  /** Starts what the masters need, and says by what they agree. */
  abstract String recovery(List<String> addresses) throws Exception;

  @BeforeEach
  void begin() throws Exception {
    processes = new ClusterProcesses(folder);
    secret = processes.secret();
    List<String> addresses =
        IntStream.range(0, masterCount()).mapToObj(i -> "127.0.0.1:" + port()).toList();
    String recovery = recovery(addresses);
    url = "brasa://" + String.join(",", addresses);
    for (String address : addresses) masters.put(address, startMaster(address, recovery));
    ClusterProcesses.await("a leader", () -> leader().isPresent());
    for (int i = 0; i < 2; i++)
      processes.brasa(
          "worker",
          "--no-supervisor",
          "--secret-file=" + secret,
          "--folder=" + folder.resolve("worker" + i),
          "--cores=1",
          "--memory=400m",
          url);
    ClusterProcesses.await("workers", () -> presentWorkers() == 2);
  }

  private static int port() {
    try {
      return ClusterProcesses.freePort();
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private Started startMaster(String address, String recovery) throws Exception {
    return processes.brasa(
        "master",
        "--host=127.0.0.1",
        "--port=" + address.substring(address.indexOf(':') + 1),
        "--secret-file=" + secret,
        "--folder=" + folder.resolve("master-" + address.replace(':', '-')),
        "--recovery=" + recovery);
  }

  @AfterEach
  void end() throws Exception {
    threads.shutdownNow();
    processes.close();
  }

  private Optional<ClusterMessage.Status> status(String address) {
    try (ClusterClient client =
        new ClusterClient(
            new SystemEnvironment(),
            MasterUrl.parse("brasa://" + address),
            ClusterSecret.find(secret.toString()))) {
      return Optional.of(client.status());
    } catch (EngineException notLeading) {
      return Optional.empty();
    }
  }

  private ClusterMessage.Status status() {
    try (ClusterClient client =
        new ClusterClient(
            new SystemEnvironment(), MasterUrl.parse(url), ClusterSecret.find(secret.toString()))) {
      return client.status();
    }
  }

  private Optional<String> leader() {
    return masters.keySet().stream().filter(address -> status(address).isPresent()).findFirst();
  }

  private long presentWorkers() {
    try {
      return status().workers().stream().filter(WorkerStatus::isPresent).count();
    } catch (EngineException noLeader) {
      return 0;
    }
  }

  private BrasaContext open() {
    return BrasaContext.builder()
        .master(url)
        .set("secret.file", secret.toString())
        .set("local.folder", folder + "/driver")
        .set("executor.memory", "128m")
        .listener(events::add)
        .build();
  }

  private long count(Class<? extends Event> kind) {
    return events.stream().filter(kind::isInstance).count();
  }

  private long wins() {
    return events.stream()
        .filter(event -> event instanceof Event.TaskEnded ended && ended.isWinner())
        .count();
  }

  private static Map<Integer, Integer> sums(BrasaContext brasa, int millis) {
    List<Integer> numbers = IntStream.range(0, 6_000).boxed().toList();
    return new HashMap<>(
        brasa
            .parallelize(numbers, 16)
            .mapToPair(x -> new Pair<>(x % 10, x))
            .mapPartitions(records -> slowly(records, millis))
            .mapToPair(pair -> pair)
            .reduceByKey(Integer::sum, 8)
            .mapPartitions(records -> slowly(records, millis))
            .mapToPair(pair -> pair)
            .collectAsMap());
  }

  private static <T> Iterator<T> slowly(Iterator<T> records, int millis)
      throws InterruptedException {
    Thread.sleep(millis);
    return records;
  }

  private static Map<Integer, Integer> expected() {
    Map<Integer, Integer> sums = new HashMap<>();
    for (int x = 0; x < 6_000; x++) sums.merge(x % 10, x, Integer::sum);
    return sums;
  }

  /** A leader of a later epoch has both workers, and the application with both executors. */
  private boolean hasTakenOver(long epoch) {
    try {
      ClusterMessage.Status status = status();
      return status.epoch() > epoch
          && status.workers().stream().filter(WorkerStatus::isPresent).count() == 2
          && status.applications().stream()
              .anyMatch(
                  application -> application.isPresent() && processIds(application).size() == 2);
    } catch (EngineException noLeader) {
      return false;
    }
  }

  private static List<Long> processIds(ApplicationStatus application) {
    return application.executors().stream()
        .map(ExecutorStatus::processId)
        .filter(id -> id != 0)
        .sorted()
        .toList();
  }

  private List<Long> processIds() {
    return processIds(status().applications().getFirst());
  }

  final long epochNow() {
    return status().epoch();
  }

  final void runAJob() {
    try (BrasaContext brasa = open()) {
      assertEquals(expected(), sums(brasa, 0));
    }
  }

  @Test
  void aJobGoesOnWhenTheLeaderIsKilled() throws Exception {
    try (BrasaContext brasa = open()) {
      ClusterProcesses.await("executors", () -> count(Event.ExecutorAdded.class) == 2);
      ClusterProcesses.await("processes", () -> processIds().size() == 2);
      List<Long> before = processIds();
      long epoch = status().epoch();
      Future<Map<Integer, Integer>> job = threads.submit(() -> sums(brasa, 700));
      ClusterProcesses.await("tasks", () -> wins() >= 2);
      String leader = leader().orElseThrow();
      masters.get(leader).kill();
      long killed = System.nanoTime();
      ClusterProcesses.await("another leader", () -> hasTakenOver(epoch));
      System.out.println("taken over after " + (System.nanoTime() - killed) / 1_000_000 + " ms");
      assertFalse(job.isDone(), "the job ended too early to show anything");
      assertEquals(expected(), job.get(100, TimeUnit.SECONDS));
      assertEquals(before, processIds());
      assertEquals(0, count(Event.ExecutorLost.class));
      assertEquals(24, wins(), "each task ran once");
      assertEquals(24, count(Event.TaskEnded.class), "no task was lost");
    }
    ClusterProcesses.await("the end", () -> status().applications().isEmpty());
    runAJob();
  }

  @Test
  void aLeaderThatWasOnlyStoppedDoesNoHarmWhenItWakes() throws Exception {
    try (BrasaContext brasa = open()) {
      ClusterProcesses.await("executors", () -> count(Event.ExecutorAdded.class) == 2);
      ClusterProcesses.await("processes", () -> processIds().size() == 2);
      List<Long> before = processIds();
      long epoch = status().epoch();
      Future<Map<Integer, Integer>> job = threads.submit(() -> sums(brasa, 1_500));
      String old = leader().orElseThrow();
      masters.get(old).signal("STOP");
      ClusterProcesses.await("another leader", () -> hasTakenOver(epoch));
      masters.get(old).signal("CONT");
      ClusterProcesses.await("its step down", () -> masters.get(old).lines().contains("no longer"));
      assertTrue(masters.get(old).process().isAlive());
      assertEquals(expected(), job.get(100, TimeUnit.SECONDS));
      assertEquals(before, processIds());
      assertEquals(0, count(Event.ExecutorLost.class));
      assertThrows(
          EngineException.class,
          () ->
              new ClusterClient(
                      new SystemEnvironment(),
                      MasterUrl.parse("brasa://" + old),
                      ClusterSecret.find(secret.toString()))
                  .close());
      assertEquals(expected(), sums(brasa, 0));
    }
  }
}
