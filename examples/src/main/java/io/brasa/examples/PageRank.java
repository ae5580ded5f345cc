package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Ranks of the nodes of a graph, of lines {@code from<TAB>to}: in each iteration a node gives its
 * rank in equal parts to those it points to. Prints the ten highest as {@code node<TAB>rank}. The
 * first paper: Page, Brin, Motwani and Winograd, "The PageRank Citation Ranking", 1998; ranks here
 * are not divided by the number of nodes.
 */
public final class PageRank {
  private static final int DEFAULT_ITERATIONS = 10;
  private static final int MOST_NODES = 10;
  private static final double DAMPING = 0.85;

  private PageRank() {}

  public static void main(String[] arguments) {
    int iterations = iterations(arguments);
    if (iterations < 0) {
      System.err.println("usage: PageRank FILE [ITERATIONS]");
      System.exit(2);
    }
    try (BrasaContext brasa = BrasaContext.local()) {
      PairRDD<Integer, Double> ranks = ranks(brasa.textFile(arguments[0]), iterations);
      Comparator<Pair<Integer, Double>> byRank =
          Comparator.comparing(Pair::value, Comparator.reverseOrder());
      ranks.collect().stream()
          .sorted(byRank.thenComparing(Pair::key))
          .limit(MOST_NODES)
          .forEach(rank -> System.out.println(rank.key() + "\t" + rank.value()));
    }
  }

  /** A negative number when the arguments make no sense. */
  private static int iterations(String[] arguments) {
    if (arguments.length == 1) return DEFAULT_ITERATIONS;
    try {
      return arguments.length == 2 ? Integer.parseInt(arguments[1]) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static PairRDD<Integer, Double> ranks(RDD<String> edges, int iterations) {
    PairRDD<Integer, Iterable<Integer>> links =
        edges.mapToPair(PageRank::edge).groupByKey().cache();
    PairRDD<Integer, Double> ranks = links.mapValues(targets -> 1.0);
    for (int i = 0; i < iterations; i++) {
      ranks =
          links
              .join(ranks)
              .values()
              .flatMapToPair(node -> parts(node._1(), node._2()))
              .reduceByKey(Double::sum)
              .mapValues(sum -> 1 - DAMPING + DAMPING * sum);
    }
    return ranks;
  }

  private static Pair<Integer, Integer> edge(String line) {
    int tab = line.indexOf('\t');
    return Pair.of(
        Integer.parseInt(line.substring(0, tab)), Integer.parseInt(line.substring(tab + 1)));
  }

  private static Iterator<Pair<Integer, Double>> parts(Iterable<Integer> targets, double rank) {
    List<Pair<Integer, Double>> parts = new ArrayList<>();
    for (Integer target : targets) parts.add(Pair.of(target, rank));
    parts.replaceAll(part -> Pair.of(part.key(), rank / parts.size()));
    return parts.iterator();
  }
}
