package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.function.Pair;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The 20 most frequent words of a text, one {@code word<TAB>count} line each; words of equal count
 * in their own order.
 */
public final class WordCount {
  private static final int MOST_WORDS = 20;

  private WordCount() {}

  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: WordCount FILE");
      System.exit(2);
    }
    try (BrasaContext brasa = BrasaContext.local()) {
      List<Pair<String, Long>> counts =
          brasa
              .textFile(arguments[0])
              .flatMap(line -> Arrays.asList(line.split("\\s+")).iterator())
              .filter(word -> !word.isEmpty())
              .mapToPair(word -> Pair.of(word, 1L))
              .reduceByKey(Long::sum)
              .collect();
      for (Pair<String, Long> count : mostFrequent(counts)) {
        System.out.println(count.key() + "\t" + count.value());
      }
    }
  }

  /** Sorted here: the counts of a text's words are few beside its words. */
  private static List<Pair<String, Long>> mostFrequent(List<Pair<String, Long>> counts) {
    Comparator<Pair<String, Long>> byCount =
        Comparator.comparing(Pair::value, Comparator.reverseOrder());
    return counts.stream().sorted(byCount.thenComparing(Pair::key)).limit(MOST_WORDS).toList();
  }
}
