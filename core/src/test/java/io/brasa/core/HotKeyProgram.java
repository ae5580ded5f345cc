package io.brasa.core;

import io.brasa.core.function.Pair;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups and joins of values that are several times larger than the heap; run in a process of its
 * own. Prints what it counted.
 */
final class HotKeyProgram {
  static final int VALUE_LENGTH = 100;
  private static final String FILLING = "-".repeat(VALUE_LENGTH - 10);

  private HotKeyProgram() {}

  /**
   * @param arguments what to do, how many values the hot key has, a folder for all files
   */
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[1]);
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master("local[2]")
            .set("local.folder", arguments[2] + "/local")
            .set("event.log", arguments[2] + "/events")
            .build()) {
      System.out.println(run(arguments[0], brasa, count));
    }
  }

  private static String run(String what, BrasaContext brasa, int count) {
    PairRDD<Integer, String> hot = hot(brasa, count);
    PairRDD<Integer, Integer> few =
        brasa.parallelizePairs(List.of(Pair.of(0, 1), Pair.of(0, 2), Pair.of(7, 3)), 2);
    return switch (what) {
      case "group" ->
          hot.groupByKey(4)
              .mapValues(HotKeyProgram::twice)
              .filter(group -> group._1() == 0)
              .collectAsMap()
              .get(0)
              .toString();
      case "carry" ->
          hot.groupByKey(4)
              .mapToPair(group -> Pair.of(group._1() + 1, group._2()))
              .partitionBy(new io.brasa.core.shuffle.HashPartitioner(3))
              .mapValues(HotKeyProgram::twice)
              .filter(group -> group._1() == 1)
              .collectAsMap()
              .get(1)
              .toString();
      case "joinLeft" -> Long.toString(hot.join(few, 4).count());
      case "joinRight" -> Long.toString(few.join(hot, 4).count());
      case "cogroup" ->
          hot.cogroup(few, hot(brasa, count / 4), 4)
              .mapValues(three -> twice(three._1()) + " " + twice(three._3()))
              .filter(group -> group._1() == 0)
              .collectAsMap()
              .get(0);
      default -> throw new IllegalArgumentException(what);
    };
  }

  /** Nine of ten values have the key 0; those of the others differ. */
  private static PairRDD<Integer, String> hot(BrasaContext brasa, int count) {
    List<Integer> blocks = IntStream.range(0, 8).boxed().toList();
    return brasa
        .parallelize(blocks, 8)
        .flatMapToPair(
            block -> {
              int from = (int) ((long) count * block / 8);
              int to = (int) ((long) count * (block + 1) / 8);
              return records(from, to);
            });
  }

  private static Iterator<Pair<Integer, String>> records(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Pair.of(i % 10 == 9 ? i : 0, FILLING + (1_000_000_000 + i)))
        .iterator();
  }

  private static Long twice(Iterable<String> values) {
    long count = 0;
    for (int round = 0; round < 2; round++) {
      for (String value : values) {
        if (value.length() != VALUE_LENGTH) throw new IllegalStateException(value);
        count++;
      }
    }
    return count;
  }
}
