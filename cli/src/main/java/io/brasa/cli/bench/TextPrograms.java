package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Over lines of text: counting words and searching a log. */
final class TextPrograms {
  static final List<String> SEARCHES =
      List.of("mysql", "php", "timeout", "disk full", "memory zzz");

  private TextPrograms() {}

  static String wordCount(BrasaContext brasa, String text) {
    List<Pair<String, Integer>> counts =
        brasa
            .textFile(text)
            .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
            .mapToPair(word -> Pair.of(word, 1))
            .reduceByKey(Integer::sum)
            .collect();
    WordSum sum = new WordSum();
    for (Pair<String, Integer> count : counts) sum.add(count._1(), count._2());
    return sum.toString();
  }

  static String logMining(BrasaContext brasa, String log, Map<String, Object> details) {
    long started = System.nanoTime();
    RDD<String> messages =
        brasa
            .textFile(log)
            .filter(line -> line.startsWith("ERROR"))
            .map(line -> line.split("\t")[2])
            .cache();
    StringBuilder hits = new StringBuilder();
    List<Double> queries = new ArrayList<>();
    for (String search : SEARCHES) {
      long queryStarted = System.nanoTime();
      if (!hits.isEmpty()) hits.append(' ');
      hits.append(messages.filter(message -> message.contains(search)).count());
      queries.add(Json.round(Measurement.secondsSince(queryStarted)));
      if (queries.size() == 1)
        details.put("load_and_first_query_s", Json.round(Measurement.secondsSince(started)));
    }
    details.put("next_queries_s", queries);
    messages.unpersist();
    return hits.toString();
  }
}
