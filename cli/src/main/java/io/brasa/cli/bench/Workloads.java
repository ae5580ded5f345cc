package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The programs measured: word for word what a user of Spark writes, with imports and session
 * changed, so that the ratio is the engine's and not the program's. One context serves all
 * repetitions and stays open: a measured process ends by itself.
 */
public final class Workloads {
  public static final List<String> NAMES = List.of("startup", "wordcount", "logmining", "pagerank");

  /** Ends the checksum of a workload of two parts whose second part cannot be measured yet. */
  static final String ABSENT = "/absent";

  private static final String[] SEARCHES = {"mysql", "php", "timeout", "disk full", "memory zzz"};

  private final BenchSettings settings;
  private BrasaContext context;

  private Workloads(BenchSettings settings) {
    this.settings = settings;
  }

  /**
   * Measures one workload; returns its line of JSON.
   *
   * @param name one of {@link #NAMES}
   */
  public static String measure(String name, BenchSettings settings) throws Exception {
    Workloads workloads = new Workloads(settings);
    Workload workload =
        switch (name) {
          case "startup" -> workloads::startup;
          case "wordcount" -> workloads::wordCount;
          case "logmining" -> workloads::logMining;
          case "pagerank" -> workloads::pageRank;
          default -> throw new IllegalArgumentException("workload " + name);
        };
    boolean isSlow = name.equals("pagerank");
    int repetitions =
        isSlow
            ? Math.min(settings.repetitions(), settings.slowRepetitions())
            : settings.repetitions();
    return Json.write(Measurement.of(name, workload, repetitions, settings));
  }

  private BrasaContext context() {
    if (context == null) {
      context =
          BrasaContext.builder()
              .master("local[" + settings.threads() + "]")
              .appName("peers")
              .set("local.folder", settings.scratch().toAbsolutePath().toString())
              .build();
    }
    return context;
  }

  /** The half of this workload that is SQL is reported as absent until there is SQL. */
  private String startup(Map<String, Object> details) {
    long started = System.nanoTime();
    BrasaContext brasa = context();
    details.put("context_s", Json.round(Measurement.secondsSince(started)));
    started = System.nanoTime();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) numbers.add(i);
    int sum = brasa.parallelize(numbers).map(i -> 2 * i).reduce(Integer::sum);
    details.put("rdd_job_s", Json.round(Measurement.secondsSince(started)));
    details.put("select1_s", null);
    return sum + ABSENT;
  }

  private String wordCount(Map<String, Object> details) {
    List<Pair<String, Integer>> counts =
        context()
            .textFile(settings.inputFile("text.txt"))
            .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
            .mapToPair(word -> Pair.of(word, 1))
            .reduceByKey(Integer::sum)
            .collect();
    WordSum sum = new WordSum();
    for (Pair<String, Integer> count : counts) sum.add(count._1(), count._2());
    return sum.toString();
  }

  private String logMining(Map<String, Object> details) {
    BrasaContext brasa = context();
    long started = System.nanoTime();
    RDD<String> messages =
        brasa
            .textFile(settings.inputFile("log.txt"))
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

  private String pageRank(Map<String, Object> details) {
    long started = System.nanoTime();
    PairRDD<Integer, Iterable<Integer>> links =
        context()
            .textFile(settings.inputFile("graph.txt"))
            .mapToPair(Workloads::edge)
            .groupByKey()
            .cache();
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
