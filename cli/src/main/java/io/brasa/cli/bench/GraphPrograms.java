package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Over the edges of a graph: PageRank by joins. */
final class GraphPrograms {
  private GraphPrograms() {}

  static String pageRank(BrasaContext brasa, String graph, Map<String, Object> details) {
    long started = System.nanoTime();
    PairRDD<Integer, Iterable<Integer>> links =
        brasa.textFile(graph).mapToPair(GraphPrograms::edge).groupByKey().cache();
    links.count();
    details.put("load_s", Json.round(Measurement.secondsSince(started)));
    started = System.nanoTime();
    PairRDD<Integer, Double> ranks = links.mapValues(targets -> 1.0);
    for (int i = 0; i < 10; i++) {
      ranks =
          links
              .join(ranks)
              .values()
              .flatMapToPair(node -> parts(node._1(), node._2()))
              .reduceByKey(Double::sum)
              .mapValues(sum -> 0.15 + 0.85 * sum);
    }
    ranks.cache();
    double sum = ranks.values().reduce(Double::sum);
    details.put("iteration_s", Json.round(Measurement.secondsSince(started) / 10));
    Pair<Integer, Double> top = ranks.reduce((a, b) -> a._2() >= b._2() ? a : b);
    ranks.unpersist();
    links.unpersist();
    return sixDigits(sum) + " top " + top._1() + "=" + sixDigits(top._2());
  }

  private static Pair<Integer, Integer> edge(String line) {
    int tab = line.indexOf('\t');
    return Pair.of(
        Integer.parseInt(line.substring(0, tab)), Integer.parseInt(line.substring(tab + 1)));
  }

  private static Iterator<Pair<Integer, Double>> parts(Iterable<Integer> targets, double rank) {
    int count = 0;
    for (Integer _ : targets) count++;
    double part = rank / count;
    List<Pair<Integer, Double>> parts = new ArrayList<>(count);
    for (Integer target : targets) parts.add(Pair.of(target, part));
    return parts.iterator();
  }

  private static String sixDigits(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
