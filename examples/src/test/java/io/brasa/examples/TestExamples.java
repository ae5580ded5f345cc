package io.brasa.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.testkit.BrasaTest;
import io.brasa.testkit.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example prints what a few lines of plain Java say it should. */
@BrasaTest
final class TestExamples {
  private static final String LOCAL = "local[2]";
  private static final List<String> SEARCHES = List.of("mysql", "php", "absent");

  @TempDir private Path folder;

  @Test
  void wordCountPrintsTheMostFrequentWords(@Seed long seed) throws IOException {
    Path text = text(new Random(seed));
    assertEquals(mostFrequent(text), output(LOCAL, WordCount::main, text.toString()));
  }

  @Test
  @Tag("slow")
  void wordCountPrintsTheSameFromTwoProcesses(@Seed long seed) throws IOException {
    Path text = text(new Random(seed));
    assertEquals(
        mostFrequent(text), output("local-cluster[2,1,128m]", WordCount::main, text.toString()));
  }

  @Test
  void memoryCurvePrintsALineForEachPart() throws IOException {
    Path picture = folder.resolve("curve.svg");
    List<String> lines = output(LOCAL, MemoryCurveQuietly::main, "2000", picture.toString());
    assertEquals(6, lines.size());
    assertTrue(lines.getLast().contains("100 %"), lines::toString);
    String svg = Files.readString(picture);
    for (String label : List.of(">100 %<", ">seconds an iteration<", "2,000 points"))
      assertTrue(svg.contains(label), svg);
    assertEquals(10, svg.split("<circle", -1).length - 1, "five figures of two curves");
  }

  /** Examples of these tests throw nothing checked. */
  private static final class MemoryCurveQuietly {
    static void main(String[] arguments) {
      try {
        MemoryCurve.main(arguments);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  void wordCountShortPrintsEveryWord(@Seed long seed) throws IOException {
    Path text = text(new Random(seed));
    List<String> expected = new ArrayList<>();
    // its three lines count the empty word before a line that begins with a space
    counts(text, true).forEach((word, count) -> expected.add("(" + word + "," + count + ")"));
    List<String> printed = output(LOCAL, WordCountShort::main, text.toString());
    assertEquals(expected, printed.stream().sorted(byWord()).toList());
  }

  @Test
  void logMiningCountsTheErrorsThatHaveAWord(@Seed long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String level = List.of("ERROR", "WARN", "INFO").get(random.nextInt(3));
      String word = List.of("mysql", "php", "mysql and php", "disk").get(random.nextInt(4));
      lines.add(level + "\t12:00\tabout " + word + "\tmysql");
    }
    Path log = Files.write(folder.resolve("log.txt"), lines);
    List<String> expected = new ArrayList<>();
    for (String word : SEARCHES) {
      long count =
          lines.stream()
              .filter(line -> line.startsWith("ERROR") && line.split("\t")[2].contains(word))
              .count();
      expected.add(word + "\t" + count);
    }
    List<String> arguments = new ArrayList<>(List.of(log.toString()));
    arguments.addAll(SEARCHES);
    assertEquals(expected, output(LOCAL, LogMining::main, arguments.toArray(new String[0])));
  }

  /**
   * Two nodes point to each node: a sum of two numbers does not depend on their order, so that even
   * the last digit must agree.
   */
  @Test
  void pageRankPrintsTheHighestRanks(@Seed long seed) throws IOException {
    Random random = new Random(seed);
    Map<Integer, List<Integer>> links = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (int target = 0; target < 40; target++) {
      for (int i = 0; i < 2; i++) {
        int source = random.nextInt(40) * random.nextInt(40) / 40;
        links.computeIfAbsent(source, node -> new ArrayList<>()).add(target);
        lines.add(source + "\t" + target);
      }
    }
    Path graph = Files.write(folder.resolve("graph.txt"), lines);
    assertEquals(highest(links, 10), output(LOCAL, PageRank::main, graph.toString()));
    assertEquals(highest(links, 3), output(LOCAL, PageRank::main, graph.toString(), "3"));
    assertEquals(highest(links, 0), output(LOCAL, PageRank::main, graph.toString(), "0"));
  }

  @Test
  void saysHowToUseAnExampleThatWasCalledWrongly() throws Exception {
    assertEquals("usage: WordCount FILE\n", usage("WordCount"));
    assertEquals("usage: LogMining FILE WORD...\n", usage("LogMining", "file"));
    assertEquals("usage: PageRank FILE [ITERATIONS]\n", usage("PageRank"));
    assertEquals("usage: PageRank FILE [ITERATIONS]\n", usage("PageRank", "file", "ten"));
  }

  private List<String> output(String master, Output.Main main, String... arguments)
      throws IOException {
    return Output.ofCleanRun(folder, master, main, arguments);
  }

  /** The main method ends the process: it needs one of its own. */
  private static String usage(String example, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.brasa.examples." + example));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), output);
    return output.replace("\r", "");
  }

  private Path text(Random random) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      StringBuilder line = new StringBuilder(" ".repeat(random.nextInt(2)));
      int wordCount = random.nextInt(12);
      for (int j = 0; j < wordCount; j++) {
        line.append('w').append(random.nextInt(30) * random.nextInt(30) / 10);
        line.append(List.of(" ", "\t", "  ").get(random.nextInt(3)));
      }
      lines.add(line.toString());
    }
    return Files.write(folder.resolve("text.txt"), lines);
  }

  private static Map<String, Long> counts(Path text, boolean hasEmptyWord) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : Files.readAllLines(text)) {
      for (String word : line.split("\\s+")) {
        if (hasEmptyWord || !word.isEmpty()) counts.merge(word, 1L, Long::sum);
      }
    }
    return counts;
  }

  private static List<String> mostFrequent(Path text) throws IOException {
    return counts(text, false).entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(20)
        .map(entry -> entry.getKey() + "\t" + entry.getValue())
        .toList();
  }

  private static Comparator<String> byWord() {
    return Comparator.comparing(pair -> pair.substring(1, pair.indexOf(',')));
  }

  private static List<String> highest(Map<Integer, List<Integer>> links, int iterations) {
    Map<Integer, Double> ranks = new TreeMap<>();
    for (int node : links.keySet()) ranks.put(node, 1.0);
    for (int i = 0; i < iterations; i++) {
      Map<Integer, Double> sums = new TreeMap<>();
      for (Map.Entry<Integer, List<Integer>> node : links.entrySet()) {
        Double rank = ranks.get(node.getKey());
        if (rank == null) continue;
        double part = rank / node.getValue().size();
        for (int target : node.getValue()) sums.merge(target, part, Double::sum);
      }
      ranks.clear();
      sums.forEach((node, sum) -> ranks.put(node, 1 - 0.85 + 0.85 * sum));
    }
    assertFalse(ranks.isEmpty());
    List<String> lines =
        ranks.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(10)
            .map(entry -> entry.getKey() + "\t" + entry.getValue())
            .toList();
    assertTrue(lines.size() > 1, "a graph to rank");
    return lines;
  }
}
