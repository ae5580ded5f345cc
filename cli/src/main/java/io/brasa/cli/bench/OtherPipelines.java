package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Twenty pipelines that have nothing to do with any workload. They run before the warm repetitions:
 * what is timed then has seen a JVM that knows many functions, types and shapes, as in a program
 * that does more than one thing. A compiler that has met a single function in a loop flatters.
 */
final class OtherPipelines {
  private static final int COUNT = 60_000;

  private OtherPipelines() {}

  /** Runs them all; returns a number that depends on each. */
  static long run(BrasaContext brasa) {
    List<Integer> numbers = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      numbers.add(i * 31 % 1_009);
      words.add("w" + i % 997 + " x" + i % 13);
    }
    RDD<Integer> ints = brasa.parallelize(numbers, 4);
    RDD<String> texts = brasa.parallelize(words, 4);
    return ofNumbers(ints) + ofPairs(ints) + ofTexts(texts) + ofMixed(ints, texts);
  }

  private static long ofNumbers(RDD<Integer> ints) {
    long sum = ints.map(x -> x + 1).filter(x -> x % 3 == 0).count();
    sum += ints.map(x -> x * 2L).filter(x -> x > 7).reduce(Long::sum);
    sum += ints.map(x -> x / 2.0).map(Math::sqrt).filter(x -> x < 20).count();
    sum += ints.filter(x -> x > 5).filter(x -> x < 900).map(x -> -x).reduce(Math::min);
    sum += ints.flatMap(x -> List.of(x, x + 1).iterator()).map(x -> x & 15).distinct().count();
    return sum;
  }

  private static long ofPairs(RDD<Integer> ints) {
    long sum = ints.mapToPair(x -> Pair.of(x % 10, x)).reduceByKey(Math::max).count();
    sum += ints.mapToPair(x -> Pair.of((long) x, 1.5)).reduceByKey(Double::sum).count();
    sum += ints.keyBy(x -> "k" + x % 50).groupByKey().mapValues(g -> 1).count();
    sum += ints.mapToPair(x -> Pair.of(x, "v" + x)).mapValues(String::length).values().count();
    sum += ints.mapToPair(x -> Pair.of(x % 100, 1L)).sortByKey().keys().take(3).size();
    return sum;
  }

  private static long ofTexts(RDD<String> texts) {
    long sum = texts.filter(t -> t.endsWith("3")).count();
    sum += texts.map(String::length).reduce(Integer::sum);
    sum += texts.flatMap(t -> Arrays.asList(t.split(" ")).iterator()).distinct().count();
    sum += texts.mapToPair(t -> Pair.of(t.substring(0, 2), t)).reduceByKey((a, b) -> b).count();
    sum += texts.map(t -> t.charAt(1)).map(c -> (int) c).filter(c -> c > '4').count();
    return sum;
  }

  private static long ofMixed(RDD<Integer> ints, RDD<String> texts) {
    long sum = ints.mapToPair(x -> Pair.of(x % 40, x)).join(sixty(texts)).count();
    sum += ints.map(x -> new int[] {x, x}).map(a -> a[0] + a[1]).reduce(Integer::sum);
    sum += texts.mapPartitions(lines -> List.of(1).iterator()).count();
    sum += ints.map(x -> Pair.of(x, x)).map(Pair::_2).filter(x -> x != 7).count();
    sum += texts.union(texts).map(String::hashCode).map(h -> h % 7).countByValue().size();
    return sum;
  }

  private static PairRDD<Integer, String> sixty(RDD<String> texts) {
    return texts.mapToPair(t -> Pair.of(t.length() % 60, t)).reduceByKey((a, b) -> a);
  }
}
