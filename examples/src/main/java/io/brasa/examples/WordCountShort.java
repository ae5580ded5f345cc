package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.function.Pair;
import java.util.Arrays;

/** Counting words in three lines. */
public final class WordCountShort {
  private WordCountShort() {}

  public static void main(String[] arguments) {
    try (var brasa = BrasaContext.local()) {
      var words =
          brasa
              .textFile(arguments[0])
              .flatMap(line -> Arrays.asList(line.split("\\s+")).iterator());
      var counts = words.mapToPair(word -> Pair.of(word, 1)).reduceByKey(Integer::sum);
      counts.collect().forEach(System.out::println);
    }
  }
}
