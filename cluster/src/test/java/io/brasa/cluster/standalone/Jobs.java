package io.brasa.cluster.standalone;

import io.brasa.core.BrasaContext;
import io.brasa.core.function.Pair;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Jobs with shuffles whose answers are known, and which take long enough to be disturbed. */
final class Jobs {
  private Jobs() {}

  /** Two shuffles of twelve and six tasks, each of so many milliseconds. */
  static Map<Integer, Integer> sums(BrasaContext brasa, int millis) {
    List<Integer> numbers = IntStream.range(0, 6_000).boxed().toList();
    return new HashMap<>(
        brasa
            .parallelize(numbers, 12)
            .mapToPair(x -> new Pair<>(x % 100, x))
            .mapPartitions(records -> slowly(records, millis))
            .mapToPair(pair -> pair)
            .reduceByKey(Integer::sum, 6)
            .mapPartitions(records -> slowly(records, millis))
            .mapToPair(pair -> new Pair<>(pair.key() % 10, pair.value()))
            .reduceByKey(Integer::sum, 4)
            .collectAsMap());
  }

  private static <T> Iterator<T> slowly(Iterator<T> records, int millis)
      throws InterruptedException {
    Thread.sleep(millis);
    return records;
  }

  static Map<Integer, Integer> expected() {
    Map<Integer, Integer> sums = new HashMap<>();
    for (int x = 0; x < 6_000; x++) sums.merge(x % 10, x, Integer::sum);
    return sums;
  }
}
