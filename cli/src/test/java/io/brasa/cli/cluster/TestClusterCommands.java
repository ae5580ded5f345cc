package io.brasa.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.cluster.ClusterProcesses.Started;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.WorkerStatus;
import io.brasa.cluster.protocol.ClusterSecret;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.cluster.standalone.ClusterClient;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the guide, as processes. */
@Tag("slow")
@Timeout(180)
final class TestClusterCommands {
  @TempDir private Path folder;
  private ClusterProcesses processes;
  private Path secret;
  private String url;
  private Started worker;

  @BeforeEach
  void begin() throws Exception {
    processes = new ClusterProcesses(folder);
    secret = processes.secret();
    url =
        processes
            .brasa(
                "master",
                "--host=127.0.0.1",
                "--port=0",
                "--secret-file=" + secret,
                "--folder=" + folder.resolve("master"))
            .first();
    worker =
        processes.brasa(
            "worker",
            "--secret-file=" + secret,
            "--folder=" + folder.resolve("worker"),
            "--cores=2",
            "--memory=900m",
            url);
    ClusterProcesses.await("the worker", () -> workers().size() == 1);
  }

  @AfterEach
  void end() throws Exception {
    processes.close();
  }

  private ClusterMessage.Status status() {
    try (ClusterClient client =
        new ClusterClient(
            new SystemEnvironment(), MasterUrl.parse(url), ClusterSecret.find(secret.toString()))) {
      return client.status();
    }
  }

  private List<String> workers() {
    try {
      return status().workers().stream()
          .filter(WorkerStatus::isPresent)
          .map(WorkerStatus::worker)
          .toList();
    } catch (EngineException notYet) {
      return List.of();
    }
  }

  /** Runs a command to its end, and returns what it has printed. */
  private String output(String... words) throws Exception {
    Started started = processes.javaUnheard("io.brasa.cli.Main", words);
    String text = new String(started.process().getInputStream().readAllBytes());
    assertTrue(started.process().waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, started.process().exitValue(), started.lines());
    return text;
  }

  @Test
  void aWorkerThatIsKilledIsStartedAgainByItsSupervisor() throws Exception {
    String before = workers().getFirst();
    ProcessHandle child =
        worker.process().children().filter(ProcessHandle::isAlive).findFirst().orElseThrow();
    child.destroyForcibly();
    ClusterProcesses.await(
        "its successor", () -> workers().size() == 1 && !workers().getFirst().equals(before));
    assertTrue(worker.process().isAlive());
    assertTrue(worker.lines().contains("ended with code 137"), worker.lines());
  }

  @Test
  void aWorkerThatDiesAgainAndAgainIsGivenUp() throws Exception {
    for (int i = 0; i < 200 && worker.process().isAlive(); i++) {
      worker.process().children().forEach(ProcessHandle::destroyForcibly);
      Thread.sleep(100);
    }
    assertTrue(worker.process().waitFor(20, TimeUnit.SECONDS));
    assertEquals(1, worker.process().exitValue());
    assertTrue(worker.lines().contains("given up"), worker.lines());
  }

  @Test
  void filesAreInTheFolderOfEveryTask() throws Exception {
    Path given = Files.writeString(folder.resolve("words.txt"), "carried along");
    Path program =
        Files.writeString(
            folder.resolve("Reads.java"),
            """
            import io.brasa.core.BrasaContext;
            import java.nio.file.*;
            import java.util.List;
            class Reads {
              static String read(String name) throws Exception {
                return Path.of("").toAbsolutePath().toString().contains("work") + " " + Files.readString(Path.of(name));
              }
              public static void main(String[] words) {
                try (BrasaContext brasa = BrasaContext.builder().build()) {
                  System.out.println(brasa.parallelize(List.of("words.txt"), 1).map(Reads::read).collect());
                }
              }
            }
            """);
    List<String> words =
        new ArrayList<>(
            List.of(
                "submit",
                "--master=" + url,
                "--secret-file=" + secret,
                "--conf=executor.memory=128m",
                "--conf=cores.max=1",
                "--files=" + given));
    words.add(program.toString());
    assertEquals("[true carried along]\n", output(words.toArray(String[]::new)));

    words.add(words.size() - 1, "--deploy-mode=cluster");
    words.add(words.size() - 1, "--driver-memory=128m");
    String driver = output(words.toArray(String[]::new)).split(" ")[0];
    String logs = output("logs", "--follow", "--master=" + url, "--secret-file=" + secret, driver);
    assertTrue(logs.contains("[true carried along]"), logs);
  }

  @Test
  void followPrintsWhatComesUntilTheEnd() throws Exception {
    Path program =
        Files.writeString(
            folder.resolve("Counts.java"),
            """
            class Counts {
              public static void main(String[] words) throws Exception {
                for (int i = 0; i < 8; i++) {
                  System.out.println("count " + i);
                  Thread.sleep(400);
                }
              }
            }
            """);
    String driver =
        output(
                "submit",
                "--master=" + url,
                "--secret-file=" + secret,
                "--deploy-mode=cluster",
                "--driver-memory=64m",
                program.toString())
            .split(" ")[0];
    ClusterProcesses.await(
        "its log",
        () -> {
          try (java.util.stream.Stream<Path> logs = Files.walk(folder.resolve("worker"))) {
            return logs.anyMatch(
                file -> file.toString().endsWith("driver.log") && file.toFile().length() > 0);
          }
        });
    String logs = output("logs", "--follow", "--master=" + url, "--secret-file=" + secret, driver);
    assertEquals(
        "==> driver <==\n"
            + "count 0\ncount 1\ncount 2\ncount 3\ncount 4\ncount 5\ncount 6\ncount 7\n",
        logs);
    assertFalse(status().drivers().stream().anyMatch(ClusterMessage.DriverStatus::isUnderWay));
  }
}
