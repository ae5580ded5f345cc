package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The lengths of the shortest paths from one node of a graph to all that can be reached, as a
 * {@link Pregel} program. Lines are {@code from<TAB>to<TAB>length}. Prints how many nodes are
 * reached in how many supersteps, and the ten farthest as {@code node<TAB>length}. Without a file
 * it makes a graph.
 */
public final class ShortestPaths {
  private static final int MOST_NODES = 10;

  private ShortestPaths() {}

  /** A value is the shortest length known so far; a message is one that another node offers. */
  record Shorter() implements Pregel.Program<Integer, Double, Edge, Double> {
    @Override
    public Pregel.Turn<Integer, Double, Double> compute(
        int superstep, Double value, Iterable<Edge> edges, Optional<Double> message) {
      double length = Math.min(value, message.orElse(value));
      List<Pair<Integer, Double>> offers = new ArrayList<>();
      boolean isNews = superstep == 0 ? length < Double.POSITIVE_INFINITY : length < value;
      if (isNews) edges.forEach(edge -> offers.add(Pair.of(edge.to(), length + edge.length())));
      return new Pregel.Turn<>(length, offers, true);
    }

    @Override
    public Double combine(Double left, Double right) {
      return Math.min(left, right);
    }
  }

  /** {@code ShortestPaths [FILE [NODE]]}. */
  public static void main(String[] arguments) {
    int source = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> lines =
          arguments.length > 0
              ? brasa.textFile(arguments[0])
              : brasa.parallelize(Edge.ownLines(1_000, 3_000));
      PairRDD<Integer, Edge> edges = lines.map(Edge::parse).keyBy(Edge::from);
      PairRDD<Integer, Double> nodes =
          edges
              .flatMap(edge -> List.of(edge.key(), edge.value().to()).iterator())
              .distinct()
              .mapToPair(node -> Pair.of(node, node == source ? 0 : Double.POSITIVE_INFINITY));
      Pregel.Result<Integer, Double> result = Pregel.run(nodes, edges, new Shorter());
      PairRDD<Integer, Double> reached =
          result.values().filter(node -> node.value() < Double.POSITIVE_INFINITY);
      System.out.println("reached\t" + reached.count());
      System.out.println("supersteps\t" + result.supersteps());
      Comparator<Pair<Integer, Double>> byLength = Comparator.comparing(Pair::value);
      reached.collect().stream()
          .sorted(byLength.reversed().thenComparing(Pair::key))
          .limit(MOST_NODES)
          .forEach(node -> System.out.println(node.key() + "\t" + node.value()));
    }
  }
}
