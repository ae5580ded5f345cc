package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Groups points around k centres: each point belongs to the nearest centre, each centre moves to
 * the mean of its points, until none moves (Lloyd, "Least Squares Quantization in PCM", 1982). The
 * first centres are points far from one another. Lines are {@code x1 x2 ...}. Prints one line for
 * each centre, {@code points<TAB>x1 x2 ...}, and the mean of the squared distances. Without a file
 * it makes four clouds of points.
 */
public final class KMeans {
  private static final int DEFAULT_CENTRES = 4;
  private static final int DEFAULT_ITERATIONS = 20;
  private static final int OWN_POINTS = 8_000;

  private KMeans() {}

  /** The points nearest to one centre: how many, and the sums of their coordinates. */
  record Cloud(long count, double[] sum) {
    static Cloud plus(Cloud left, Cloud right) {
      double[] sum = left.sum.clone();
      for (int d = 0; d < sum.length; d++) sum[d] += right.sum[d];
      return new Cloud(left.count + right.count, sum);
    }

    double[] mean() {
      double[] mean = sum.clone();
      for (int d = 0; d < mean.length; d++) mean[d] /= count;
      return mean;
    }
  }

  /** {@code KMeans [FILE [CENTRES [ITERATIONS]]]}. */
  public static void main(String[] arguments) {
    int k = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_CENTRES;
    int iterations = arguments.length > 2 ? Integer.parseInt(arguments[2]) : DEFAULT_ITERATIONS;
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> lines =
          arguments.length > 0 ? brasa.textFile(arguments[0]) : brasa.parallelize(ownLines());
      RDD<double[]> points = lines.map(KMeans::parse).cache();
      double[][] centres = farApart(points, k);
      for (int i = 0; i < iterations; i++) {
        if (!move(centres, clouds(points, centres))) break;
      }
      print(centres, clouds(points, centres));
      double[][] last = centres;
      double error =
          points.mapToDouble(point -> distance(point, last[nearest(point, last)])).mean();
      System.out.printf(Locale.ROOT, "squared distance\t%.6f%n", error);
    }
  }

  /** The first point, and then always the point that is farthest from those chosen. */
  private static double[][] farApart(RDD<double[]> points, int k) {
    double[][] chosen = {points.first()};
    while (chosen.length < k) {
      double[][] known = chosen;
      double[] next =
          points.reduce(
              (left, right) ->
                  distance(right, known[nearest(right, known)])
                          > distance(left, known[nearest(left, known)])
                      ? right
                      : left);
      chosen = Arrays.copyOf(known, known.length + 1);
      chosen[known.length] = next;
    }
    return chosen;
  }

  private static Map<Integer, Cloud> clouds(RDD<double[]> points, double[][] centres) {
    return points
        .mapToPair(point -> Pair.of(nearest(point, centres), new Cloud(1, point)))
        .reduceByKey(Cloud::plus)
        .collectAsMap();
  }

  /** Whether any centre has moved. A centre that has lost all its points stays. */
  private static boolean move(double[][] centres, Map<Integer, Cloud> clouds) {
    boolean hasMoved = false;
    for (Map.Entry<Integer, Cloud> cloud : clouds.entrySet()) {
      double[] mean = cloud.getValue().mean();
      hasMoved |= distance(mean, centres[cloud.getKey()]) > 1e-12;
      centres[cloud.getKey()] = mean;
    }
    return hasMoved;
  }

  private static int nearest(double[] point, double[][] centres) {
    int nearest = 0;
    for (int c = 1; c < centres.length; c++) {
      if (distance(point, centres[c]) < distance(point, centres[nearest])) nearest = c;
    }
    return nearest;
  }

  private static double distance(double[] left, double[] right) {
    double sum = 0;
    for (int d = 0; d < left.length; d++) sum += (left[d] - right[d]) * (left[d] - right[d]);
    return sum;
  }

  private static double[] parse(String line) {
    String[] numbers = line.split(" ");
    double[] point = new double[numbers.length];
    for (int d = 0; d < point.length; d++) point[d] = Double.parseDouble(numbers[d]);
    return point;
  }

  private static void print(double[][] centres, Map<Integer, Cloud> clouds) {
    for (int c = 0; c < centres.length; c++) {
      StringBuilder line = new StringBuilder();
      line.append(clouds.containsKey(c) ? clouds.get(c).count() : 0).append('\t');
      for (double x : centres[c]) line.append(String.format(Locale.ROOT, "%.6f ", x));
      System.out.println(line.toString().strip());
    }
  }

  /** Four clouds around the corners of a square. */
  static List<String> ownLines() {
    Random random = new Random(42);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < OWN_POINTS; i++) {
      double x = 10 * (i % 2) + random.nextGaussian();
      double y = 10 * (i / 2 % 2) + random.nextGaussian();
      lines.add(x + " " + y);
    }
    return lines;
  }
}
