package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The ranks of {@link PageRank}, as an {@link IterativeMapReduce} that ends when they hardly change
 * any more. Lines are {@code from<TAB>to}. Prints how many iterations it took and the ten highest
 * as {@code node<TAB>rank}. Without a file it makes a graph.
 */
public final class SettledRanks {
  private static final double DEFAULT_THRESHOLD = 1e-6;
  private static final int MOST_ITERATIONS = 200;
  private static final int MOST_NODES = 10;
  private static final double DAMPING = 0.85;

  private SettledRanks() {}

  /** A node gives its rank in equal parts to those it points to; and itself nothing, to stay. */
  record Ranks() implements IterativeMapReduce.Loop<Integer, Double, Integer> {
    @Override
    public Iterator<Pair<Integer, Double>> map(
        Integer node, Double rank, Iterable<Integer> targets) {
      int count = 0;
      for (Integer _ : targets) count++;
      List<Pair<Integer, Double>> parts = new ArrayList<>(List.of(Pair.of(node, 0.0)));
      for (Integer target : targets) parts.add(Pair.of(target, rank / count));
      return parts.iterator();
    }

    @Override
    public Double reduce(Iterable<Double> parts) {
      double sum = 0;
      for (double part : parts) sum += part;
      return 1 - DAMPING + DAMPING * sum;
    }

    @Override
    public double distance(Optional<Double> before, Optional<Double> after) {
      return Math.abs(before.orElse(0.0) - after.orElse(0.0));
    }
  }

  /** {@code SettledRanks [FILE [THRESHOLD]]}. */
  public static void main(String[] arguments) {
    double threshold = arguments.length > 1 ? Double.parseDouble(arguments[1]) : DEFAULT_THRESHOLD;
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> lines =
          arguments.length > 0
              ? brasa.textFile(arguments[0])
              : brasa.parallelize(Edge.ownLines(1_000, 5_000));
      PairRDD<Integer, Integer> links =
          lines.map(Edge::parse).mapToPair(edge -> Pair.of(edge.from(), edge.to())).cache();
      PairRDD<Integer, Double> ones =
          links.keys().union(links.values()).distinct().mapToPair(node -> Pair.of(node, 1.0));
      IterativeMapReduce.Result<Integer, Double> result =
          IterativeMapReduce.run(ones, links, new Ranks(), threshold, MOST_ITERATIONS);
      System.out.println("iterations\t" + result.iterations());
      Comparator<Pair<Integer, Double>> byRank =
          Comparator.comparing(Pair::value, Comparator.reverseOrder());
      result.values().collect().stream()
          .sorted(byRank.thenComparing(Pair::key))
          .limit(MOST_NODES)
          .forEach(node -> System.out.printf(Locale.ROOT, "%d\t%.6f%n", node.key(), node.value()));
    }
  }
}
