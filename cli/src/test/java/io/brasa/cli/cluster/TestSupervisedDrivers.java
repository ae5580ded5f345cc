package io.brasa.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.cluster.ClusterProcesses.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drivers that the cluster runs and starts again, with a journal, by the commands of the guide:
 * killed with signal 9 in the middle of a job.
 */
@Tag("slow")
@Timeout(300)
final class TestSupervisedDrivers {
  @TempDir private Path folder;
  private ClusterProcesses processes;
  private Path secret;
  private String url;
  private final List<Started> workers = new ArrayList<>();

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
    for (int i = 0; i < 2; i++)
      workers.add(
          processes.brasa(
              "worker",
              "--no-supervisor",
              "--secret-file=" + secret,
              "--folder=" + folder.resolve("worker" + i),
              "--cores=2",
              "--memory=600m",
              url));
  }

  @AfterEach
  void end() throws Exception {
    for (Started worker : workers)
      worker.process().descendants().forEach(ProcessHandle::destroyForcibly);
    processes.close();
  }

  private void submit(int millis) throws Exception {
    Started submitted =
        processes.brasa(
            "submit",
            "--master=" + url,
            "--secret-file=" + secret,
            "--deploy-mode=cluster",
            "--supervise",
            "--driver-memory=128m",
            "--conf=executor.memory=128m",
            "--conf=executor.cores=1",
            "--conf=cores.max=2",
            "--conf=journal=" + folder.resolve("journal"),
            SupervisedProgram.class.getName(),
            folder.toString(),
            String.valueOf(millis));
    assertEquals(0, submitted.process().waitFor(), submitted::first);
  }

  private List<String> events() throws IOException {
    Path file = folder.resolve("events");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Of one driver, the first, the second. */
  private List<String> events(int life) throws IOException {
    List<String> own = new ArrayList<>();
    int begun = 0;
    for (String line : events()) {
      if (line.startsWith("driver ")) begun++;
      if (begun == life) own.add(line);
    }
    return own;
  }

  private Set<String> tasks(int life, String kind) throws IOException {
    Set<String> tasks = new HashSet<>();
    for (String line : events(life))
      if (line.startsWith(kind + " ")) tasks.add(line.substring(kind.length() + 1));
    return tasks;
  }

  /** Waits for some of the second stage: then all of the first have won. */
  private ProcessHandle awaitSecondStage() throws Exception {
    ClusterProcesses.await("wins of the second stage", () -> tasks(1, "won").size() >= 14);
    long process = Long.parseLong(events(1).getFirst().substring("driver ".length()));
    return ProcessHandle.of(process).orElseThrow();
  }

  private void requireTheAnswerOnce() throws Exception {
    ClusterProcesses.await("the end", () -> events().contains("finished"));
    assertEquals(
        List.of("answer " + SupervisedProgram.expected()),
        events().stream().filter(line -> line.startsWith("answer ")).toList());
    int lines = 0;
    try (Stream<Path> parts = Files.list(folder.resolve("saved"))) {
      for (Path part : parts.toList()) lines += Files.readAllLines(part).size();
    }
    assertEquals(10, lines);
  }

  @Test
  void aKilledDriverIsStartedAgainAndGoesOn() throws Exception {
    submit(300);
    awaitSecondStage().destroyForcibly();
    requireTheAnswerOnce();
    assertTrue(events(2).contains("recognised 12 of 12"), () -> "" + eventsForPeople());
    Set<String> again = tasks(2, "started");
    again.retainAll(tasks(1, "won"));
    // What had ended in the last moments may not have been written yet.
    assertTrue(again.size() <= 2, () -> "computed again: " + again);
  }

  @Test
  void aDriverWhoseHostIsLostIsStartedAtAnotherAndGoesOnWithWhatIsLeft() throws Exception {
    submit(300);
    ProcessHandle driver = awaitSecondStage();
    Started host =
        workers.stream()
            .filter(worker -> worker.process().descendants().anyMatch(driver::equals))
            .findFirst()
            .orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(host.process().descendants().toList());
    all.addFirst(host.process().toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    requireTheAnswerOnce();
    String recognised =
        events(2).stream()
            .filter(line -> line.matches("recognised \\d+ of 12"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(eventsForPeople()));
    int count = Integer.parseInt(recognised.split(" ")[1]);
    assertTrue(count > 0 && count < 12, recognised);
  }

  private String eventsForPeople() {
    try {
      return String.join("\n", events());
    } catch (IOException failure) {
      return failure.toString();
    }
  }
}
