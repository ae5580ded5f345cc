package io.brasa.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.cluster.ClusterProcesses.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the processes of a cluster log, from their first line to their last, is JSON if asked. */
@Tag("slow")
@Timeout(180)
final class TestLogsOfProcesses {
  private static final Pattern LINE =
      Pattern.compile("\\{\"time\":\"[^\"]+Z\",\"level\":\"[A-Z]+\",\"logger\":.*\"}");

  @TempDir private Path folder;

  private static void assertJson(String lines, String... parts) {
    for (String line : lines.split("\n"))
      assertTrue(LINE.matcher(line).matches(), () -> line + "\n of \n" + lines);
    for (String part : parts) assertTrue(lines.contains(part), () -> part + " in\n" + lines);
  }

  @Test
  void masterWorkerExecutorsAndDriversWriteLinesOfJson() throws Exception {
    try (ClusterProcesses processes = new ClusterProcesses(folder)) {
      String[] common = {"--host=127.0.0.1", "--no-secret", "--log-format=json"};
      Started master =
          processes.brasa(
              words("master", common, "--port=0", "--folder=" + folder.resolve("master")));
      Started worker =
          processes.brasa(
              words(
                  "worker",
                  common,
                  "--folder=" + folder.resolve("worker"),
                  "--cores=2",
                  "--memory=900m",
                  master.first()));
      Path program =
          Files.writeString(
              folder.resolve("Odd.java"),
              """
              import io.brasa.core.BrasaContext;

              class Odd {
                public static void main(String[] words) {
                  try (var brasa = BrasaContext.builder().build()) {
                    System.out.println("odd " + brasa.range(0, 4, 1, 2).filter(i -> {
                      System.getLogger("odd").log(System.Logger.Level.WARNING, "a \\"number\\" " + i);
                      return i % 2 == 1;
                    }).count());
                  }
                }
              }
              """);
      Started submitted =
          processes.javaUnheard(
              "io.brasa.cli.Main",
              "submit",
              "--master=" + master.first(),
              "--no-secret",
              "--conf",
              "executor.memory=192m",
              program.toString());
      String printed = new String(submitted.process().getInputStream().readAllBytes());
      assertTrue(submitted.process().waitFor(60, TimeUnit.SECONDS));
      assertEquals("odd 2\n", printed, submitted.lines());
      ClusterProcesses.await("the end of the executor", () -> executorLog().contains(" ends: "));
      assertJson(
          executorLog(),
          "\"executor\":\"executor-",
          "\"message\":\"a \\\"number\\\" 3\"",
          "\"message\":\"Executor executor-");
      worker.process().children().forEach(ProcessHandle::destroyForcibly);
      ClusterProcesses.await("its end", () -> worker.lines().contains("ended with code 137"));
      assertJson(worker.lines(), "\"process\":\"worker\"");
      assertJson(master.lines(), "\"process\":\"master\"");
    }
  }

  private static String[] words(String command, String[] common, String... more) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(common));
    words.addAll(List.of(more));
    return words.toArray(new String[0]);
  }

  private String executorLog() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("worker"))) {
      List<Path> logs =
          files.filter(file -> file.getFileName().toString().matches("executor-.*[.]log")).toList();
      return logs.isEmpty() ? "" : Files.readString(logs.getFirst());
    }
  }

  @Test
  void aWrongFormOrLevelIsNamed() throws Exception {
    try (ClusterProcesses processes = new ClusterProcesses(folder)) {
      assertRefused(processes, "text or json", "master", "--log-format=xml");
      assertRefused(
          processes, "no log level 'loud'", "history", "--log-level", "loud", folder.toString());
    }
  }

  private static void assertRefused(ClusterProcesses processes, String told, String... words)
      throws Exception {
    Started started = processes.javaUnheard("io.brasa.cli.Main", words);
    assertTrue(started.process().waitFor(60, TimeUnit.SECONDS));
    assertTrue(started.process().exitValue() > 0);
    assertTrue(started.lines().contains(told), started.lines());
  }
}
