package io.brasa.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.testkit.BrasaTest;
import io.brasa.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example about graphs prints what a search through an array of edges says. */
@BrasaTest
final class TestGraphExamples {
  private static final int NODES = 60;

  @TempDir private Path folder;

  @Test
  void transitiveClosureCountsThePairsThatHaveAPath(@Seed long seed) throws IOException {
    List<Edge> edges = edges(new Random(seed), 80);
    Map<Integer, Integer> pairsByLength = new TreeMap<>();
    for (int node = 0; node < NODES; node++) {
      // a node is reached from itself only along a cycle
      List<Integer> first = targets(edges, node);
      for (int steps : steps(edges, first, 1)) {
        if (steps != Integer.MAX_VALUE) pairsByLength.merge(steps, 1, Integer::sum);
      }
    }
    List<String> expected = new ArrayList<>();
    pairsByLength.forEach((length, count) -> expected.add("round " + length + "\t" + count));
    expected.add("pairs\t" + pairsByLength.values().stream().mapToInt(i -> i).sum());
    assertEquals(expected, output(TransitiveClosure::main, edges));
  }

  @Test
  void shortestPathsPrintsTheFarthestNodes(@Seed long seed) throws IOException {
    List<Edge> edges = edges(new Random(seed), 150);
    int source = edges.getFirst().from();
    List<String> expected = farthest(lengths(edges, source));
    List<String> printed = output(ShortestPaths::main, edges, Integer.toString(source));
    assertEquals(expected.getFirst(), printed.getFirst());
    assertEquals(expected.subList(1, expected.size()), printed.subList(2, printed.size()));
  }

  /** As many supersteps as a graph is long: their plan grows with each. */
  @Test
  void shortestPathsGoesAlongALongPath() throws IOException {
    List<Edge> edges = new ArrayList<>();
    for (int node = 0; node < 60; node++) edges.add(new Edge(node, node + 1, 2));
    List<String> printed = output(ShortestPaths::main, edges, "0");
    assertEquals(List.of("reached\t61", "supersteps\t61", "60\t120.0"), printed.subList(0, 3));
  }

  @Test
  void connectedComponentsPrintsTheLargestParts(@Seed long seed) throws IOException {
    List<Edge> edges = edges(new Random(seed), 45);
    int[] least = new int[NODES];
    Arrays.setAll(least, node -> node);
    for (int i = 0; i < NODES; i++) {
      for (Edge edge : edges) {
        least[edge.from()] = Math.min(least[edge.from()], least[edge.to()]);
        least[edge.to()] = least[edge.from()];
      }
    }
    TreeSet<Integer> nodes = new TreeSet<>();
    for (Edge edge : edges) nodes.addAll(List.of(edge.from(), edge.to()));
    Map<Integer, Integer> sizes = new TreeMap<>();
    for (int node : nodes) sizes.merge(least[node], 1, Integer::sum);
    List<String> expected = new ArrayList<>(List.of("parts\t" + sizes.size()));
    sizes.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(10)
        .forEach(part -> expected.add(part.getKey() + "\t" + part.getValue()));
    assertEquals(expected, output(ConnectedComponents::main, edges));
  }

  @Test
  void descendantsCountsThePeopleAtEachDistance(@Seed long seed) throws IOException {
    List<Edge> edges = edges(new Random(seed), 100);
    int person = edges.getFirst().from();
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int steps : steps(edges, List.of(person), 0)) {
      if (steps != Integer.MAX_VALUE) counts.merge(steps, 1, Integer::sum);
    }
    List<String> expected = new ArrayList<>();
    counts.forEach((steps, count) -> expected.add(steps + " steps\t" + count));
    expected.add("iterations\t" + counts.size());
    assertEquals(expected, output(Descendants::main, edges, Integer.toString(person)));
  }

  @Test
  void settledRanksPrintsTheHighestRanks(@Seed long seed) throws IOException {
    List<Edge> edges = edges(new Random(seed), 200);
    double threshold = 1e-3;
    List<String> printed = output(SettledRanks::main, edges, Double.toString(threshold));
    Map<Integer, Double> ranks = new TreeMap<>();
    for (Edge edge : edges) {
      ranks.put(edge.from(), 1.0);
      ranks.put(edge.to(), 1.0);
    }
    int iterations = 0;
    double distance = Double.MAX_VALUE;
    while (distance > threshold) {
      distance = changeOfRanks(edges, ranks);
      iterations++;
    }
    assertEquals("iterations\t" + iterations, printed.getFirst());
    List<Double> highest =
        ranks.values().stream().sorted(Comparator.reverseOrder()).limit(10).toList();
    assertEquals(11, printed.size());
    for (int i = 0; i < 10; i++) {
      String[] parts = printed.get(i + 1).split("\t");
      assertEquals(highest.get(i), Double.parseDouble(parts[1]), 1e-6);
      assertEquals(ranks.get(Integer.parseInt(parts[0])), Double.parseDouble(parts[1]), 1e-6);
    }
  }

  private static double changeOfRanks(List<Edge> edges, Map<Integer, Double> ranks) {
    int[] degrees = new int[NODES];
    for (Edge edge : edges) degrees[edge.from()]++;
    Map<Integer, Double> next = new TreeMap<>();
    ranks.keySet().forEach(node -> next.put(node, 0.15));
    for (Edge edge : edges) {
      next.merge(edge.to(), 0.85 * ranks.get(edge.from()) / degrees[edge.from()], Double::sum);
    }
    double distance = 0;
    for (int node : ranks.keySet()) distance += Math.abs(next.get(node) - ranks.get(node));
    ranks.putAll(next);
    return distance;
  }

  /** Some loops and some edges twice among them. */
  private static List<Edge> edges(Random random, int count) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      edges.add(new Edge(random.nextInt(NODES), random.nextInt(NODES), 1 + random.nextInt(9)));
    }
    edges.add(edges.getFirst());
    return edges;
  }

  private List<String> output(Output.Main main, List<Edge> edges, String... arguments)
      throws IOException {
    List<String> lines =
        edges.stream().map(edge -> edge.from() + "\t" + edge.to() + "\t" + edge.length()).toList();
    Path file = Files.write(folder.resolve("graph.txt"), lines);
    List<String> all = new ArrayList<>(List.of(file.toString()));
    all.addAll(List.of(arguments));
    return Output.ofCleanRun(folder, "local[2]", main, all.toArray(new String[0]));
  }

  private static List<Integer> targets(List<Edge> edges, int node) {
    return edges.stream().filter(edge -> edge.from() == node).map(Edge::to).distinct().toList();
  }

  /** The steps to each node from some that are {@code before} steps away. */
  private static int[] steps(List<Edge> edges, List<Integer> from, int before) {
    int[] steps = new int[NODES];
    Arrays.fill(steps, Integer.MAX_VALUE);
    for (int node : from) steps[node] = before;
    ArrayDeque<Integer> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int target : targets(edges, node)) {
        if (steps[target] != Integer.MAX_VALUE) continue;
        steps[target] = steps[node] + 1;
        open.add(target);
      }
    }
    return steps;
  }

  private static double[] lengths(List<Edge> edges, int source) {
    double[] lengths = new double[NODES];
    Arrays.fill(lengths, Double.POSITIVE_INFINITY);
    lengths[source] = 0;
    for (int i = 0; i < NODES; i++) {
      for (Edge edge : edges) {
        lengths[edge.to()] = Math.min(lengths[edge.to()], lengths[edge.from()] + edge.length());
      }
    }
    return lengths;
  }

  private static List<String> farthest(double[] lengths) {
    List<Integer> reached = new ArrayList<>();
    for (int node = 0; node < NODES; node++) if (lengths[node] < 1e9) reached.add(node);
    assertTrue(!reached.isEmpty(), "the source is reached");
    List<String> lines = new ArrayList<>(List.of("reached\t" + reached.size()));
    reached.stream()
        .sorted(Comparator.comparing((Integer node) -> -lengths[node]))
        .limit(10)
        .forEach(node -> lines.add(String.format(Locale.ROOT, "%d\t%.1f", node, lengths[node])));
    return lines;
  }
}
