package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.function.Pair;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Kept records that can change are the same for every job, whatever earlier jobs did to what they
 * were given, though readers that are found to leave them alone get the kept objects themselves.
 */
final class TestSharedRecords {
  record Point(double y, double[] x) implements Serializable {}

  private final BrasaContext brasa = BrasaContext.builder().master("local[2]").build();

  @AfterEach
  void close() {
    brasa.close();
  }

  private RDD<Point> points() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 200; i++) numbers.add(i);
    RDD<Point> points =
        brasa
            .parallelize(numbers, 2)
            .map(i -> new Point(i, new double[] {i, 1}))
            .persist(StorageLevel.MEMORY_ONLY);
    assertEquals(200, points.count());
    return points;
  }

  private static double sum(RDD<Point> points) {
    return points.map(p -> p.y() + p.x()[0] + p.x()[1]).reduce(Double::sum);
  }

  private static final double SUM = 199 * 200 + 200;

  @Test
  void nothingThatAJobDoesIsSeenByTheNext() {
    RDD<Point> points = points();
    List<Runnable> jobs =
        List.of(
            () ->
                points
                    .map(
                        p -> {
                          p.x()[0] = 7;
                          return p;
                        })
                    .count(),
            () -> points.foreach(p -> Arrays.fill(p.x(), 0)),
            () -> points.collect().forEach(p -> p.x()[0]++),
            () -> points.take(5).forEach(p -> p.x()[0]++),
            () -> points.reduce((a, b) -> a.y() > b.y() ? a : b).x()[0]++,
            () ->
                points.reduce(
                    (a, b) -> {
                      a.x()[0] += b.x()[0];
                      return a;
                    }),
            () -> points.map(Point::x).map(x -> x[0]++).count(),
            () -> points.mapToPair(p -> Pair.of(1, p.x())).mapValues(x -> x[1]--).count(),
            () ->
                points
                    .mapToPair(p -> Pair.of((int) p.y() % 3, p))
                    .reduceByKey(
                        (a, b) -> {
                          b.x()[0] = 3;
                          return a;
                        })
                    .collect()
                    .forEach(pair -> pair._2().x()[0] = -1),
            () ->
                points
                    .mapToPair(p -> Pair.of((int) p.y() % 3, p))
                    .reduceByKey((a, b) -> a.y() > b.y() ? a : b)
                    .collect()
                    .forEach(pair -> pair._2().x()[0] = -1),
            () -> points.keyBy(p -> 1).groupByKey().foreach(g -> g._2().forEach(p -> p.x()[0]--)),
            () ->
                points
                    .mapPartitions(
                        all -> {
                          all.forEachRemaining(p -> p.x()[0] = 9);
                          return List.of(1).iterator();
                        })
                    .count(),
            () ->
                points.aggregate(
                    new double[2],
                    (sum, p) -> {
                      p.x()[0] += 1;
                      return sum;
                    },
                    (a, b) -> a),
            () -> points.union(points).flatMap(p -> new Cursor(p)).count(),
            () -> points.filter(p -> p.x()[0]++ > 3).count());
    for (int i = 0; i < jobs.size(); i++) {
      jobs.get(i).run();
      assertEquals(SUM, sum(points), "after job " + i);
    }
  }

  /** Changes its record where no function is called. */
  static final class Cursor implements Iterator<Integer> {
    private final Point point;
    private boolean isDone;

    Cursor(Point point) {
      this.point = point;
    }

    @Override
    public boolean hasNext() {
      return !isDone;
    }

    @Override
    public Integer next() {
      isDone = true;
      point.x()[0] = 100;
      return 1;
    }
  }

  // ---- whether they are shared at all

  /** Counts how many there are: a reader that is not trusted is given copies, which are made. */
  record Counted(double y, double[] x) implements Serializable {
    static final AtomicInteger MADE = new AtomicInteger();

    Counted {
      MADE.incrementAndGet();
    }

    double distance(double[] other) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) sum += (x[i] - other[i]) * (x[i] - other[i]);
      return sum;
    }
  }

  private static final int COUNT = 100;

  private RDD<Counted> counted() {
    RDD<Counted> kept =
        brasa
            .parallelize(IntStream.range(0, COUNT).boxed().toList(), 2)
            .map(i -> new Counted(i % 2, new double[] {i, -i}))
            .cache();
    assertEquals(COUNT, kept.count());
    return kept;
  }

  private static int copiesOf(Runnable job) {
    Counted.MADE.set(0);
    job.run();
    return Counted.MADE.get();
  }

  private static int nearest(Counted point, double[][] centres) {
    int best = 0;
    for (int c = 1; c < centres.length; c++)
      if (point.distance(centres[c]) < point.distance(centres[best])) best = c;
    return best;
  }

  private static double[] plus(double[] left, double[] right) {
    double[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) sum[i] += right[i];
    return sum;
  }

  @Test
  void aProgramLikeKMeansSharesItsPoints() {
    RDD<Counted> points = counted();
    double[][] centres = {{0, 0}, {50, -50}};
    Map<Integer, Long> sizes = new TreeMap<>();
    for (int round = 0; round < 3; round++) {
      double[][] now = centres;
      int copies =
          copiesOf(
              () ->
                  points
                      .mapToPair(p -> new Pair<>(nearest(p, now), 1L))
                      .reduceByKey(Long::sum)
                      .collect()
                      .forEach(pair -> sizes.put(pair._1(), pair._2())));
      assertEquals(0, copies, "round " + round);
      assertEquals(0, copiesOf(() -> points.mapToDouble(p -> p.distance(now[0])).sum()));
      centres = new double[][] {{round, 0}, {50, round}};
    }
    assertEquals(COUNT, sizes.values().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void aProgramLikeLogisticRegressionSharesItsPoints() {
    RDD<Counted> points = counted();
    double[] weights = {0.1, 0.2};
    for (int round = 0; round < 3; round++) {
      double[] now = weights.clone();
      double[][] gradient = new double[1][];
      int copies =
          copiesOf(
              () ->
                  gradient[0] =
                      points
                          .map(
                              p -> {
                                double margin = p.x()[0] * now[0] + p.x()[1] * now[1];
                                double scale = 1 / (1 + Math.exp(-margin)) - p.y();
                                return new double[] {p.x()[0] * scale, p.x()[1] * scale};
                              })
                          .reduce(TestSharedRecords::plus));
      assertEquals(0, copies, "round " + round);
      for (int i = 0; i < 2; i++) weights[i] -= 0.01 * gradient[0][i];
    }
  }

  /** What a page links to, as PageRank keeps it. */
  record Link(int page) implements Serializable {
    static final AtomicInteger MADE = new AtomicInteger();

    Link {
      MADE.incrementAndGet();
    }
  }

  @Test
  void aProgramLikePageRankSharesItsLinks() {
    PairRDD<Integer, Iterable<Link>> links =
        brasa
            .parallelize(IntStream.range(0, COUNT).boxed().toList(), 2)
            .mapToPair(i -> new Pair<>(i % 10, new Link((i * 7 + 1) % 10)))
            .groupByKey(2)
            .cache();
    assertEquals(10, links.count());
    PairRDD<Integer, Double> ranks = links.mapValues(_ -> 1.0);
    Link.MADE.set(0);
    for (int round = 0; round < 3; round++) {
      ranks =
          links
              .join(ranks)
              .values()
              .flatMapToPair(
                  both -> {
                    List<Pair<Integer, Double>> parts = new ArrayList<>();
                    for (Link link : both._1()) parts.add(new Pair<>(link.page(), both._2() / 10));
                    return parts.iterator();
                  })
              .reduceByKey(Double::sum);
      assertEquals(10, ranks.count());
    }
    assertEquals(0, Link.MADE.get());
  }

  @Test
  void functionsThatChangeOrKeepRecordsAreGivenCopies() {
    RDD<Counted> points = counted();
    assertEquals(
        COUNT,
        copiesOf(
            () ->
                points
                    .map(
                        p -> {
                          p.x()[0] = 1;
                          return p.y();
                        })
                    .count()));
    List<Counted> held = new ArrayList<>();
    assertEquals(COUNT, copiesOf(() -> points.foreach(held::add)));
    assertEquals(COUNT, copiesOf(() -> points.mapPartitions(all -> all).count()));
  }
}
