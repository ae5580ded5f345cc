package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.function.Pair;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
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
}
