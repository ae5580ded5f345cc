package io.brasa.cluster.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.DriverStatus;
import io.brasa.cluster.protocol.ClusterMessage.DriverWish;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.event.Event;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.storage.LocalStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every role a process of its own, killed with signal 9 while a job with shuffles runs. */
@Tag("slow")
@Timeout(400)
final class TestDeadRoles {
  private static final long PATIENCE_MILLIS = 120_000;

  @TempDir private Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Path secret;
  private Process master;
  private String url;

  private record Started(Process process, String line) {}

  private Started start(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterProgram.class.getName()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("errors-" + processes.size()).toFile())
            .start();
    processes.add(process);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null)
      throw new AssertionError(
          Files.readString(folder.resolve("errors-" + (processes.size() - 1))));
    return new Started(process, line);
  }

  private void startMaster(String port) throws Exception {
    Started started = start("master", secret.toString(), folder + "/master", port);
    master = started.process();
    url = "brasa://127.0.0.1:" + started.line();
  }

  private Started startWorker(String name) throws Exception {
    return start("worker", secret.toString(), folder + "/" + name, url, "1");
  }

  @BeforeEach
  void begin() throws Exception {
    secret = OwnCluster.secret(folder.resolve("secret"), "a secret of killed processes");
    startMaster("0");
  }

  @AfterEach
  void end() {
    for (Process process : processes) process.destroyForcibly();
    threads.shutdownNow();
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

  private static void await(Callable<Boolean> condition) throws Exception {
    for (long left = PATIENCE_MILLIS; !condition.call(); left -= 50) {
      assertTrue(left > 0, "nothing came of it");
      Thread.sleep(50);
    }
  }

  private void awaitWins(int count) throws Exception {
    await(
        () ->
            events.stream()
                    .filter(event -> event instanceof Event.TaskEnded ended && ended.isWinner())
                    .count()
                >= count);
  }

  private long executorsAdded() {
    return events.stream().filter(Event.ExecutorAdded.class::isInstance).count();
  }

  private ClusterMessage.Status status() {
    try (ClusterClient client = client()) {
      return client.status();
    }
  }

  private ClusterClient client() {
    return new ClusterClient(
        new SystemEnvironment(), MasterUrl.parse(url), ClusterSecret.find(secret.toString()));
  }

  @Test
  void aJobGoesOnWhenAWorkerIsKilled() throws Exception {
    Started first = startWorker("w0");
    startWorker("w1");
    try (BrasaContext brasa = open()) {
      await(() -> executorsAdded() == 2);
      List<ProcessHandle> executors = first.process().descendants().toList();
      Future<Map<Integer, Integer>> job = threads.submit(() -> Jobs.sums(brasa, 500));
      awaitWins(4);
      first.process().destroyForcibly();
      assertEquals(Jobs.expected(), job.get(200, TimeUnit.SECONDS));
      for (ProcessHandle executor : executors) executor.onExit().get(30, TimeUnit.SECONDS);
      startWorker("w0");
      await(() -> executorsAdded() == 3);
      assertEquals(Jobs.expected(), Jobs.sums(brasa, 0));
    }
  }

  @Test
  void aJobGoesOnWhenTheMasterIsKilledAndItsSuccessorKnowsAll() throws Exception {
    startWorker("w0");
    startWorker("w1");
    try (BrasaContext brasa = open()) {
      await(() -> executorsAdded() == 2);
      Future<Map<Integer, Integer>> job = threads.submit(() -> Jobs.sums(brasa, 500));
      awaitWins(2);
      master.destroyForcibly().waitFor();
      awaitWins(6);
      startMaster(url.substring(url.lastIndexOf(':') + 1));
      assertEquals(Jobs.expected(), job.get(200, TimeUnit.SECONDS));
      await(
          () ->
              status().applications().stream()
                  .anyMatch(
                      application ->
                          application.isPresent()
                              && application.executors().stream()
                                      .filter(executor -> executor.processId() != 0)
                                      .count()
                                  == 2));
      assertEquals(2, status().epoch());
      assertEquals(Jobs.expected(), Jobs.sums(brasa, 0));
    }
    assertEquals(2, executorsAdded(), "executors are not concerned");
    assertTrue(events.stream().noneMatch(Event.ExecutorLost.class::isInstance));
    await(() -> status().applications().isEmpty());
  }

  private List<Event.ExecutorAdded> added() {
    return events.stream()
        .filter(Event.ExecutorAdded.class::isInstance)
        .map(Event.ExecutorAdded.class::cast)
        .toList();
  }

  private void kill(Event.ExecutorAdded executor) throws Exception {
    long before = lost();
    ProcessHandle.of(executor.processId()).orElseThrow().destroyForcibly();
    await(() -> lost() > before);
  }

  private long lost() {
    return events.stream().filter(Event.ExecutorLost.class::isInstance).count();
  }

  /** How many kept partitions lie on the disk of an executor. */
  private long blocks(Event.ExecutorAdded executor) throws IOException {
    String place = "/" + executor.executor() + "/blocks/block-";
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().contains(place)).count();
    } catch (UncheckedIOException vanished) {
      return 0;
    }
  }

  @Test
  void copiesAreMadeAgainAlsoWhileThereIsNoMaster() throws Exception {
    startWorker("w0");
    startWorker("w1");
    try (BrasaContext brasa = open()) {
      await(() -> executorsAdded() == 2);
      LongAccumulator computed = brasa.longAccumulator("computed");
      RDD<Integer> kept =
          brasa
              .parallelize(IntStream.range(0, 1_000).boxed().toList(), 8)
              .map(
                  x -> {
                    computed.add(1);
                    return x;
                  })
              .persist(StorageLevel.DISK_ONLY_2);
      assertEquals(1_000, kept.count());
      for (Event.ExecutorAdded executor : added()) assertEquals(8, blocks(executor));
      master.destroyForcibly().waitFor();
      kill(added().getFirst());
      await(() -> executorsAdded() == 3);
      await(() -> blocks(added().get(2)) == 8);
      kill(added().get(1));
      assertEquals(1_000, kept.count());
      startMaster(url.substring(url.lastIndexOf(':') + 1));
      await(() -> executorsAdded() == 4);
      await(() -> blocks(added().get(3)) == 8);
      kill(added().get(2));
      assertEquals(1_000, kept.count());
      assertEquals(1_000, computed.value(), "nothing was computed again");
    }
  }

  private DriverStatus driver(String id) {
    return status().drivers().stream()
        .filter(driver -> driver.driver().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSupervisedDriverIsStartedElsewhereWhenItsWorkerIsKilled() throws Exception {
    Map<String, Process> workers =
        List.of(startWorker("w0"), startWorker("w1")).stream()
            .collect(Collectors.toMap(Started::line, Started::process));
    Path started = folder.resolve("started");
    Path done = folder.resolve("done");
    Path file = Files.writeString(folder.resolve("data.txt"), "some data");
    await(() -> status().workers().size() == 2);
    DriverStatus submitted;
    try (ClusterClient client = client()) {
      submitted =
          client.submit(
              new DriverWish(
                  "a driver",
                  Map.of(),
                  List.of("driver", started.toString(), done.toString()),
                  1,
                  100,
                  true),
              new LocalStorage(),
              Map.of("data.txt", file.toString()));
    }
    await(() -> Files.exists(started));
    String first = driver(submitted.driver()).worker();
    long process = Long.parseLong(Files.readAllLines(started).getFirst());
    workers.get(first).destroyForcibly();
    ProcessHandle.of(process).ifPresent(TestDeadRoles::waitFor);
    await(() -> Files.readAllLines(started).size() == 2);
    DriverStatus second = driver(submitted.driver());
    assertEquals("RUNNING", second.state());
    assertFalse(second.worker().equals(first));
    StringBuilder log = new StringBuilder();
    try (ClusterClient client = client()) {
      client.logs(
          submitted.driver(),
          "",
          new LogPositions(),
          (name, bytes) -> log.append(new String(bytes, StandardCharsets.UTF_8)),
          (worker, reason) -> {});
    }
    assertTrue(log.toString().contains("the driver has begun"), log::toString);
    Files.createFile(done);
    await(() -> driver(submitted.driver()).state().equals("FINISHED"));
    Predicate<Path> isStore = path -> path.toString().contains("/master/files/");
    try (var files = Files.walk(folder)) {
      assertEquals(1, files.filter(Files::isRegularFile).filter(isStore).count());
    }
  }

  private static void waitFor(ProcessHandle handle) {
    try {
      handle.onExit().get(30, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError("The driver outlives its worker", failure);
    }
  }
}
