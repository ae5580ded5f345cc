package io.brasa.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventLogReader;
import io.brasa.core.event.TaskMetrics;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.storage.Storages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With enough records for kernels every stage of every example has one: nothing falls back. */
final class TestExampleKernels {
  private static final int LINES = 120_000;

  @TempDir private Path folder;

  @Test
  void wordCountNeedsNoFallback() throws IOException {
    requireNoFallback(WordCount::main, input(i -> "w" + i % 1_000 + " w" + i % 7));
    requireNoFallback(WordCountShort::main, input(i -> "w" + i % 1_000 + " w" + i % 7));
  }

  @Test
  void logMiningNeedsNoFallback() throws IOException {
    requireNoFallback(
        LogMining::main, input(i -> (i % 3 == 0 ? "ERROR" : "INFO") + "\t12:00\tmysql"), "mysql");
  }

  @Test
  void pageRankNeedsNoFallback() throws IOException {
    requireNoFallback(PageRank::main, input(i -> i % 5_000 + "\t" + i * 7L % 5_000), "2");
  }

  @Test
  void logisticRegressionNeedsNoFallback() throws IOException {
    requireNoFallback(
        LogisticRegression::main, input(i -> (i % 2 * 2 - 1) + " " + i % 7 + " " + i % 11), "2");
  }

  @Test
  void kMeansNeedsNoFallback() throws IOException {
    requireNoFallback(KMeans::main, input(i -> i % 7 + " " + i % 11), "3", "2");
  }

  @Test
  void transitiveClosureNeedsNoFallback() throws IOException {
    requireNoFallback(TransitiveClosure::main, input(i -> i + "\t" + (i % 3 == 2 ? i : i + 1)));
  }

  @Test
  void sortNeedsNoFallback() throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int i = 0; i < LINES; i++) records.writeBytes(Sort.record(i));
    Path file = Files.write(folder.resolve("records"), records.toByteArray());
    requireNoFallback(Sort::main, file.toString(), folder.resolve("sorted").toString());
  }

  @Test
  void alsNeedsNoFallback() throws IOException {
    requireNoFallback(
        Als::main, input(i -> i % 1_000 + "\t" + i * 7L % 501 + "\t" + i % 5), "2", "2");
  }

  @Test
  void trafficEmNeedsNoFallback() throws IOException {
    requireNoFallback(TrafficEm::main, input(i -> i % 50 + "\t" + i % 7 + " " + (7 + i % 5)), "2");
  }

  @Test
  void pregelNeedsNoFallback() throws IOException {
    String graph = input(TestExampleKernels::edge);
    requireNoFallback(ShortestPaths::main, graph, "1");
    requireNoFallback(ConnectedComponents::main, graph);
  }

  @Test
  void iterativeMapReduceNeedsNoFallback() throws IOException {
    String graph = input(TestExampleKernels::edge);
    requireNoFallback(Descendants::main, graph, "1");
    requireNoFallback(SettledRanks::main, graph, "5000");
  }

  /** Of a graph in which a few steps lead everywhere. */
  private static String edge(int number) {
    return number % 5_000 + "\t" + (number * 2_654_435_761L >>> 9) % 5_000;
  }

  /** A line by its number. */
  @FunctionalInterface
  private interface Line {
    String of(int number);
  }

  private String input(Line line) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) lines.add(line.of(i));
    return Files.write(folder.resolve("input.txt"), lines).toString();
  }

  private void requireNoFallback(Output.Main example, String... arguments) throws IOException {
    Path logs = Files.createTempDirectory(folder, "logs");
    String property = "brasa.conf.event.log";
    System.setProperty(property, logs.toString());
    try {
      Output.linesOf("local[2]", folder.toString(), example, arguments);
    } finally {
      System.clearProperty(property);
    }
    TaskMetrics total = TaskMetrics.NONE;
    for (TaskMetrics task : tasks(logs)) total = total.plus(task);
    assertTrue(total.rowsIn() >= LINES, total.toString());
    assertEquals("", total.fallbackReason());
    assertEquals(0, total.fallbackCount());
  }

  private static List<TaskMetrics> tasks(Path logs) throws IOException {
    List<TaskMetrics> tasks = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.toList()) {
        try (EventLogReader reader = reader(file)) {
          for (Optional<Event> e = reader.next(); e.isPresent(); e = reader.next())
            if (e.get() instanceof Event.TaskEnded ended) tasks.add(ended.metrics());
        }
      }
    }
    return tasks;
  }

  private static EventLogReader reader(Path file) {
    return new EventLogReader(
        Storages.ofThisHost().local(),
        file.toString(),
        new Codecs(TestExampleKernels.class.getClassLoader()),
        EventLogReader.OnDamage.FAIL);
  }
}
