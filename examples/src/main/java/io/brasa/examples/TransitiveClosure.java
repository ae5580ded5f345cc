package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;

/**
 * All pairs of nodes of a graph of which the second can be reached from the first. Each round
 * lengthens by one edge only the paths that the round before has found, until there are no new
 * ones. Lines are {@code from<TAB>to}. Prints what each round found and how many pairs there are.
 * Without a file it makes a graph by chance.
 */
public final class TransitiveClosure {
  private static final int OWN_NODES = 200;
  private static final int OWN_EDGES = 300;

  private TransitiveClosure() {}

  /** {@code TransitiveClosure [FILE]}. */
  public static void main(String[] arguments) {
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> lines =
          arguments.length > 0
              ? brasa.textFile(arguments[0])
              : brasa.parallelize(Edge.ownLines(OWN_NODES, OWN_EDGES));
      PairRDD<Integer, Integer> edges =
          lines
              .map(Edge::parse)
              .mapToPair(edge -> Pair.of(edge.from(), edge.to()))
              .distinct()
              .cache();
      PairRDD<Integer, Integer> backwards = edges.mapToPair(Pair::swap).cache();
      PairRDD<Integer, Integer> all = edges;
      PairRDD<Integer, Integer> found = edges;
      int partitions = edges.getNumPartitions();
      int round = 0;
      for (long count = found.count(); count > 0; count = found.count()) {
        System.out.println("round " + ++round + "\t" + count);
        // x -> y found, w -> x an edge: w -> y
        found =
            found
                .join(backwards)
                .mapToPair(path -> path.value().swap())
                .distinct(partitions)
                .subtract(all)
                .cache();
        all = all.union(found).coalesce(partitions).cache();
      }
      System.out.println("pairs\t" + all.count());
    }
  }
}
