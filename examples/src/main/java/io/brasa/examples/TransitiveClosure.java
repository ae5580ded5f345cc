package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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
          arguments.length > 0 ? brasa.textFile(arguments[0]) : brasa.parallelize(ownLines());
      PairRDD<Integer, Integer> edges = lines.mapToPair(TransitiveClosure::edge).distinct().cache();
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

  private static Pair<Integer, Integer> edge(String line) {
    int tab = line.indexOf('\t');
    return Pair.of(
        Integer.parseInt(line.substring(0, tab)), Integer.parseInt(line.substring(tab + 1)));
  }

  static List<String> ownLines() {
    Random random = new Random(42);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < OWN_EDGES; i++) {
      lines.add(random.nextInt(OWN_NODES) + "\t" + random.nextInt(OWN_NODES));
    }
    return lines;
  }
}
