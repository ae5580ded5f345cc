package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is known through how many others: all people to whom a chain of acquaintances leads from one
 * person, as an {@link IterativeMapReduce} that ends when nobody new turns up. Lines are {@code
 * who<TAB>whom}. Prints how many people are at each distance. Without a file it makes
 * acquaintances.
 */
public final class Descendants {
  private static final int MOST_ITERATIONS = 1_000;

  private Descendants() {}

  /** A value is the least number of steps that lead to a person. */
  record Steps() implements IterativeMapReduce.Loop<Integer, Integer, Integer> {
    @Override
    public Iterator<Pair<Integer, Integer>> map(
        Integer person, Integer steps, Iterable<Integer> acquaintances) {
      List<Pair<Integer, Integer>> known = new ArrayList<>(List.of(Pair.of(person, steps)));
      acquaintances.forEach(acquaintance -> known.add(Pair.of(acquaintance, steps + 1)));
      return known.iterator();
    }

    @Override
    public Integer reduce(Iterable<Integer> values) {
      int least = Integer.MAX_VALUE;
      for (int value : values) least = Math.min(least, value);
      return least;
    }

    @Override
    public double distance(Optional<Integer> before, Optional<Integer> after) {
      return before.equals(after) ? 0 : 1;
    }
  }

  /** {@code Descendants [FILE [PERSON]]}. */
  public static void main(String[] arguments) {
    int person = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> lines =
          arguments.length > 0
              ? brasa.textFile(arguments[0])
              : brasa.parallelize(Edge.ownLines(1_000, 3_000));
      PairRDD<Integer, Integer> acquaintances =
          lines.map(Edge::parse).mapToPair(edge -> Pair.of(edge.from(), edge.to()));
      IterativeMapReduce.Result<Integer, Integer> result =
          IterativeMapReduce.run(
              brasa.parallelizePairs(List.of(Pair.of(person, 0))),
              acquaintances,
              new Steps(),
              0,
              MOST_ITERATIONS);
      Map<Integer, Long> counts = new TreeMap<>(result.values().values().countByValue());
      counts.forEach((steps, count) -> System.out.println(steps + " steps\t" + count));
      System.out.println("iterations\t" + result.iterations());
    }
  }
}
