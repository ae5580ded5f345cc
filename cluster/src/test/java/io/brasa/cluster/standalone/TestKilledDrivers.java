package io.brasa.cluster.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drivers with a journal, killed or stopped in the middle of a job of several stages. */
@Tag("slow")
@Timeout(400)
final class TestKilledDrivers {
  private static final long PATIENCE_MILLIS = 120_000;

  @TempDir private Path folder;
  private OwnCluster cluster;
  private final List<Process> drivers = new ArrayList<>();

  @BeforeEach
  void begin() throws Exception {
    cluster = new OwnCluster(folder);
    cluster.startWorker(1, 400);
    cluster.startWorker(1, 400);
  }

  @AfterEach
  void end() throws Exception {
    for (Process driver : drivers) driver.destroyForcibly().waitFor();
    cluster.close();
  }

  private Process start(int life, int millis, int added) throws Exception {
    Process driver =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JournaledProgram.class.getName(),
                cluster.url.toString(),
                cluster.secretFile.toString(),
                folder.toString(),
                String.valueOf(life),
                String.valueOf(millis),
                String.valueOf(added))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("driver-" + life).toFile())
            .start();
    drivers.add(driver);
    return driver;
  }

  private void await(Callable<Boolean> condition) throws Exception {
    for (long left = PATIENCE_MILLIS; !condition.call(); left -= 20) {
      assertTrue(left > 0, () -> "nothing came of it: " + outputs());
      Thread.sleep(20);
    }
  }

  private String outputs() {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList())
        if (file.getFileName().toString().matches("(driver|events)-.*"))
          all.append("\n== ").append(file).append('\n').append(Files.readString(file));
    } catch (IOException failure) {
      all.append(failure);
    }
    return all.toString();
  }

  private List<String> events(int life) throws IOException {
    Path file = folder.resolve("events-" + life);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private Set<String> events(int life, String kind) throws IOException {
    return events(life).stream()
        .filter(line -> line.startsWith(kind + " "))
        .map(line -> line.substring(kind.length() + 1))
        .collect(Collectors.toSet());
  }

  private String answer(int life) throws Exception {
    Path file = folder.resolve("answer-" + life);
    await(() -> Files.exists(file) || !drivers.get(life - 1).isAlive());
    assertTrue(Files.exists(file), this::outputs);
    assertTrue(drivers.get(life - 1).waitFor(60, TimeUnit.SECONDS));
    return Files.readString(file);
  }

  /** The id of the stage with so many partitions. */
  private String stage(int life, int partitionCount) throws Exception {
    String end = " of " + partitionCount;
    await(() -> events(life, "stage").stream().anyMatch(line -> line.endsWith(end)));
    return events(life, "stage").stream()
        .filter(line -> line.endsWith(end))
        .map(line -> line.substring(0, line.length() - end.length()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> lines(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part : parts.sorted().toList()) lines.addAll(Files.readAllLines(part));
    }
    return lines;
  }

  private void requireOutputsOnce() throws IOException {
    assertEquals(List.of("a", "b"), lines(folder.resolve("first")));
    assertEquals(10, lines(folder.resolve("second")).size());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(), files.filter(file -> file.getFileName().toString().startsWith(".")).toList());
    }
    assertEquals(0, folder.resolve("journal/journaled").toFile().list().length, "it is over");
  }

  @Test
  void aDriverStartedAgainGoesOnAfterTheStagesThatWereFinished() throws Exception {
    Process first = start(1, 400, 0);
    String map = stage(1, 12);
    String middle = stage(1, 6);
    await(() -> events(1, "won").stream().anyMatch(line -> line.startsWith(middle)));
    first.destroyForcibly().waitFor();
    Set<String> won = events(1, "won");
    long began = System.nanoTime();
    start(2, 400, 0);
    await(() -> !events(2, "started").isEmpty());
    System.out.println(
        "a driver started again had its first task after "
            + (System.nanoTime() - began) / 1_000_000
            + " ms");
    assertEquals(JournaledProgram.expected(0), answer(2));
    requireOutputsOnce();
    assertTrue(events(2, "recognised").contains(map + " 12 of 12"), this::outputs);
    Set<String> again = events(2, "started");
    again.retainAll(won);
    // What had ended in the last moments may not have been written yet.
    assertTrue(again.size() <= 2, () -> "computed again: " + again);
    assertTrue(again.stream().noneMatch(task -> task.startsWith(map)), again::toString);
    assertEquals(Set.of(), events(2, "warned"), "there is nothing to be said but that it goes on");
  }

  @Test
  void aDriverThatWasOnlyStoppedIsRefused() throws Exception {
    Process first = start(1, 300, 0);
    String middle = stage(1, 6);
    signal(first, "STOP");
    start(2, 300, 0);
    assertEquals(JournaledProgram.expected(0), answer(2));
    requireOutputsOnce();
    assertTrue(events(2, "recognised").stream().anyMatch(line -> line.endsWith(" 12 of 12")));
    signal(first, "CONT");
    String refused = answer(1);
    assertTrue(refused.startsWith("DRIVER_SUPERSEDED"), refused);
    requireOutputsOnce();
    assertTrue(
        events(1, "won").stream().filter(line -> line.startsWith(middle)).count() < 6,
        this::outputs);
  }

  @Test
  void aDriverThatWakesWhileAnotherWorksDoesNoHarm() throws Exception {
    Process first = start(1, 500, 0);
    stage(1, 6);
    signal(first, "STOP");
    start(2, 500, 0);
    await(() -> !events(2, "started").isEmpty());
    signal(first, "CONT");
    String refused = answer(1);
    assertTrue(refused.startsWith("DRIVER_SUPERSEDED"), refused);
    assertEquals(JournaledProgram.expected(0), answer(2));
    requireOutputsOnce();
  }

  private static void signal(Process process, String name) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    assertEquals(0, code);
  }

  @Test
  void anotherProgramIsComputedFromItsBeginning() throws Exception {
    Process first = start(1, 200, 0);
    stage(1, 6);
    first.destroyForcibly().waitFor();
    start(2, 100, 7);
    assertEquals(JournaledProgram.expected(7), answer(2));
    requireOutputsOnce();
    assertEquals(Set.of(), events(2, "recognised"));
  }

  @Test
  void whatWorkersHaveLostIsComputedAgain() throws Exception {
    Process first = start(1, 200, 0);
    String map = stage(1, 12);
    stage(1, 6);
    first.destroyForcibly().waitFor();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList())
        if (file.toString().contains("shuffle-" + map + "/map-3-")
            || file.toString().contains("shuffle-" + map + "/map-7-")) Files.delete(file);
    }
    start(2, 200, 0);
    assertEquals(JournaledProgram.expected(0), answer(2), "and nothing was counted twice");
    requireOutputsOnce();
    assertTrue(events(2, "recognised").contains(map + " 10 of 12"), this::outputs);
    assertEquals(
        Set.of(map + " 3", map + " 7"),
        events(2, "started").stream()
            .filter(task -> task.startsWith(map))
            .collect(Collectors.toSet()));
  }
}
