package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a graph that hang together, whatever the direction of edges, as a {@link Pregel}
 * program: the least node of each part makes itself known. Lines are {@code from<TAB>to}. Prints
 * how many parts there are, and the ten largest as {@code least node<TAB>nodes}. Without a file it
 * makes a graph.
 */
public final class ConnectedComponents {
  private static final int MOST_PARTS = 10;

  private ConnectedComponents() {}

  /** Values and messages are the least node that has been heard of. */
  record Least() implements Pregel.Program<Integer, Integer, Integer, Integer> {
    @Override
    public Pregel.Turn<Integer, Integer, Integer> compute(
        int superstep, Integer value, Iterable<Integer> neighbours, Optional<Integer> message) {
      int least = Math.min(value, message.orElse(value));
      List<Pair<Integer, Integer>> news = new ArrayList<>();
      if (superstep == 0 || least < value) {
        neighbours.forEach(neighbour -> news.add(Pair.of(neighbour, least)));
      }
      return new Pregel.Turn<>(least, news, true);
    }

    @Override
    public Integer combine(Integer left, Integer right) {
      return Math.min(left, right);
    }
  }

  /** {@code ConnectedComponents [FILE]}. */
  public static void main(String[] arguments) {
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> lines =
          arguments.length > 0
              ? brasa.textFile(arguments[0])
              : brasa.parallelize(Edge.ownLines(1_000, 600));
      PairRDD<Integer, Integer> edges =
          lines.map(Edge::parse).flatMapToPair(ConnectedComponents::bothWays);
      PairRDD<Integer, Integer> nodes =
          edges.keys().distinct().mapToPair(node -> Pair.of(node, node));
      Pregel.Result<Integer, Integer> result = Pregel.run(nodes, edges, new Least());
      List<Pair<Integer, Long>> parts =
          result
              .values()
              .mapToPair(node -> Pair.of(node.value(), 1L))
              .reduceByKey(Long::sum)
              .collect();
      System.out.println("parts\t" + parts.size());
      Comparator<Pair<Integer, Long>> bySize = Comparator.comparing(Pair::value);
      parts.stream()
          .sorted(bySize.reversed().thenComparing(Pair::key))
          .limit(MOST_PARTS)
          .forEach(part -> System.out.println(part.key() + "\t" + part.value()));
    }
  }

  private static Iterator<Pair<Integer, Integer>> bothWays(Edge edge) {
    return List.of(Pair.of(edge.from(), edge.to()), Pair.of(edge.to(), edge.from())).iterator();
  }
}
