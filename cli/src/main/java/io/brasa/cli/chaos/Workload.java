package io.brasa.cli.chaos;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Programs of seconds, each with several stages, whose tasks take long enough to be hit. Their
 * answers do not depend on the order in which tasks end: sums are of whole numbers. Those that
 * iterate count their records with an accumulator, whose value is a part of the answer.
 */
enum Workload {
  SORT,
  WORD_COUNT,
  JOIN,
  K_MEANS,
  PAGE_RANK,
  CACHED,
  SQL;

  private static final int PARTS = 6;
  private static final int ITERATIONS = 4;
  private static final int CENTRES = 4;
  private static final long TASK_MILLIS = 150;
  private static final long SCALE = 1_000_000;

  /** Runs on the context of a session and writes the answer into a folder. */
  void run(BrasaSession session, String input, String output) {
    BrasaContext brasa = session.context();
    RDD<String> lines = brasa.textFile(input, PARTS);
    switch (this) {
      case SORT -> sort(lines).saveAsTextFile(output);
      case WORD_COUNT -> text(words(lines)).saveAsTextFile(output);
      case JOIN -> text(joined(lines)).saveAsTextFile(output);
      case K_MEANS -> brasa.parallelize(kMeans(brasa, lines), 2).saveAsTextFile(output);
      case PAGE_RANK -> text(ranks(lines)).saveAsTextFile(output);
      case CACHED -> brasa.parallelize(cached(brasa, lines), 2).saveAsTextFile(output);
      case SQL -> query(session, input).saveAsTextFile(output);
    }
  }

  private static <T> Iterator<T> slowly(Iterator<T> records) throws InterruptedException {
    Thread.sleep(TASK_MILLIS);
    return records;
  }

  private static RDD<String> text(PairRDD<?, ?> pairs) {
    return pairs.mapPartitions(Workload::slowly).map(pair -> pair._1() + "\t" + pair._2());
  }

  private static RDD<String> sort(RDD<String> lines) {
    return lines
        .mapPartitions(Workload::slowly)
        .mapToPair(line -> Pair.of(line.substring(line.indexOf(' ') + 1) + " " + line, line))
        .sortByKey(true, PARTS)
        .values()
        .mapPartitions(Workload::slowly);
  }

  private static PairRDD<String, Integer> words(RDD<String> lines) {
    return lines
        .mapPartitions(Workload::slowly)
        .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
        .mapToPair(word -> Pair.of(word, 1))
        .reduceByKey(Integer::sum, PARTS);
  }

  private static PairRDD<String, String> joined(RDD<String> lines) {
    PairRDD<String, Integer> counts = words(lines);
    PairRDD<String, Integer> lengths =
        counts.keys().mapToPair(word -> Pair.of(word, word.length()));
    return counts
        .join(lengths, PARTS)
        .mapValues(both -> both._1() + " times " + both._2() + " letters");
  }

  /** The numbers of a line, of which there are always as many. */
  private static long[] point(String line) {
    String[] words = line.split(" ");
    long[] point = new long[4];
    for (int i = 0; i < point.length; i++) point[i] = words[i].hashCode() % 1_000;
    return point;
  }

  private static List<String> kMeans(BrasaContext brasa, RDD<String> lines) {
    LongAccumulator seen = brasa.longAccumulator("points seen");
    RDD<long[]> points = lines.map(Workload::point).cache();
    long[][] centres = points.take(CENTRES).toArray(new long[0][]);
    for (int i = 0; i < ITERATIONS; i++) {
      long[][] current = centres.clone();
      Map<Integer, long[]> sums =
          points
              .mapPartitions(Workload::slowly)
              .mapToPair(
                  point -> {
                    seen.add(1);
                    return Pair.of(nearest(point, current), counted(point));
                  })
              .reduceByKey(Workload::plus, 2)
              .collectAsMap();
      for (Map.Entry<Integer, long[]> sum : sums.entrySet())
        centres[sum.getKey()] = mean(sum.getValue());
    }
    List<String> text = new ArrayList<>();
    for (long[] centre : centres) text.add(Arrays.toString(centre));
    text.add("points seen: " + seen.value());
    return text;
  }

  private static int nearest(long[] point, long[][] centres) {
    int nearest = 0;
    long least = Long.MAX_VALUE;
    for (int c = 0; c < centres.length; c++) {
      long distance = 0;
      for (int d = 0; d < point.length; d++)
        distance += (point[d] - centres[c][d]) * (point[d] - centres[c][d]);
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  private static long[] counted(long[] point) {
    long[] counted = Arrays.copyOf(point, point.length + 1);
    counted[point.length] = 1;
    return counted;
  }

  private static long[] plus(long[] left, long[] right) {
    long[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) sum[i] += right[i];
    return sum;
  }

  private static long[] mean(long[] sum) {
    long count = sum[sum.length - 1];
    long[] mean = Arrays.copyOf(sum, sum.length - 1);
    for (int i = 0; i < mean.length; i++) mean[i] /= count;
    return mean;
  }

  /** Ranks in millionths, rounded for each edge. */
  private static PairRDD<String, Long> ranks(RDD<String> lines) {
    PairRDD<String, Iterable<String>> links =
        lines
            .mapToPair(
                line -> {
                  String[] words = line.split(" ");
                  return Pair.of(words[1], words[2]);
                })
            .groupByKey(PARTS)
            .cache();
    PairRDD<String, Long> ranks = links.mapValues(targets -> SCALE);
    for (int i = 0; i < ITERATIONS; i++)
      ranks =
          links
              .join(ranks, PARTS)
              .values()
              .mapPartitions(Workload::slowly)
              .flatMapToPair(node -> parts(node._1(), node._2()))
              .reduceByKey(Long::sum, PARTS)
              .mapValues(sum -> SCALE * 15 / 100 + sum * 85 / 100);
    return ranks;
  }

  private static Iterator<Pair<String, Long>> parts(Iterable<String> targets, long rank) {
    List<String> all = new ArrayList<>();
    targets.forEach(all::add);
    List<Pair<String, Long>> parts = new ArrayList<>();
    for (String target : all) parts.add(Pair.of(target, rank / all.size()));
    return parts.iterator();
  }

  /** One kept dataset, asked again and again. */
  private static List<String> cached(BrasaContext brasa, RDD<String> lines) {
    LongAccumulator seen = brasa.longAccumulator("numbers seen");
    RDD<Integer> kept =
        lines.mapPartitions(Workload::slowly).map(line -> line.hashCode() % 1_000).cache();
    List<String> text = new ArrayList<>();
    for (int i = 2; i < 2 + 2 * ITERATIONS; i++) {
      int divisor = i;
      Map<Integer, Long> counts =
          new TreeMap<>(
              kept.mapPartitions(Workload::slowly)
                  .map(
                      x -> {
                        seen.add(1);
                        return x % divisor;
                      })
                  .countByValue());
      text.add(String.format(Locale.ROOT, "%d %s", divisor, counts));
    }
    text.add("numbers seen: " + seen.value());
    return text;
  }

  private static RDD<String> query(BrasaSession session, String input) {
    RDD<Row> rows =
        session
            .context()
            .textFile(input, PARTS)
            .mapPartitions(Workload::slowly)
            .map(line -> Row.of(line.split(" ")[1], (long) (line.hashCode() % 1_000)));
    session
        .createDataFrame(
            rows,
            new StructType().add("name", DataTypes.StringType).add("number", DataTypes.LongType))
        .createOrReplaceTempView("lines");
    return session
        .sql(
            "SELECT a.name, count(*) AS n, sum(a.number) AS s, max(b.m) AS m FROM lines a JOIN"
                + " (SELECT name, max(number) AS m FROM lines GROUP BY name) b ON a.name = b.name"
                + " WHERE a.number % 7 <> 3 GROUP BY a.name ORDER BY n DESC, a.name")
        .rdd()
        .mapPartitions(Workload::slowly)
        .map(Object::toString);
  }

  /** Whether the order of the lines is a part of the answer. */
  boolean isOrdered() {
    return this == SORT || this == SQL;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
