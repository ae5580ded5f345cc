package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/** Over points that are read once and kept: logistic regression and k-means. */
final class PointPrograms {
  static final int DIMENSIONS = 10;
  static final int ITERATIONS = 10;

  private PointPrograms() {}

  record Point(double y, double[] x) implements Serializable {}

  static Point parse(String line) {
    StringTokenizer numbers = new StringTokenizer(line, " ");
    double y = Double.parseDouble(numbers.nextToken());
    double[] x = new double[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) x[i] = Double.parseDouble(numbers.nextToken());
    return new Point(y, x);
  }

  static String logisticRegression(BrasaContext brasa, String file, Map<String, Object> details) {
    RDD<Point> points = brasa.textFile(file).map(PointPrograms::parse).cache();
    double[] weights = new double[DIMENSIONS];
    IterationTimes times = new IterationTimes();
    for (int i = 0; i < ITERATIONS; i++) {
      double[] current = weights.clone();
      double[] gradient =
          points
              .map(
                  point -> {
                    double dot = 0;
                    for (int j = 0; j < DIMENSIONS; j++) dot += current[j] * point.x[j];
                    double scale = (1 / (1 + Math.exp(-point.y * dot)) - 1) * point.y;
                    double[] out = new double[DIMENSIONS + 1];
                    for (int j = 0; j < DIMENSIONS; j++) out[j] = scale * point.x[j];
                    out[DIMENSIONS] = 1;
                    return out;
                  })
              .reduce(
                  (a, b) -> {
                    double[] out = new double[DIMENSIONS + 1];
                    for (int j = 0; j <= DIMENSIONS; j++) out[j] = a[j] + b[j];
                    return out;
                  });
      for (int j = 0; j < DIMENSIONS; j++) weights[j] -= gradient[j] / gradient[DIMENSIONS];
      times.iterationEnded();
    }
    times.report(details);
    points.unpersist();
    return digits(weights, 5);
  }

  static int closest(double[][] centres, double[] x) {
    double best = Double.MAX_VALUE;
    int closest = 0;
    for (int c = 0; c < centres.length; c++) {
      double distance = 0;
      double[] centre = centres[c];
      for (int j = 0; j < DIMENSIONS; j++) {
        double difference = centre[j] - x[j];
        distance += difference * difference;
      }
      if (distance < best) {
        best = distance;
        closest = c;
      }
    }
    return closest;
  }

  static String kMeans(BrasaContext brasa, String file, Map<String, Object> details) {
    IterationTimes times = new IterationTimes();
    RDD<double[]> points = brasa.textFile(file).map(line -> parse(line).x).cache();
    double[][] centres = points.take(10).toArray(new double[0][]);
    for (int i = 0; i < ITERATIONS; i++) {
      double[][] current = centres;
      double[][] next = centres.clone();
      for (Pair<Integer, Pair<double[], Integer>> cluster :
          points
              .mapToPair(x -> new Pair<>(closest(current, x), new Pair<>(x, 1)))
              .reduceByKey(
                  (a, b) -> {
                    double[] sum = new double[DIMENSIONS];
                    for (int j = 0; j < DIMENSIONS; j++) sum[j] = a._1()[j] + b._1()[j];
                    return new Pair<>(sum, a._2() + b._2());
                  })
              .collect()) {
        double[] mean = new double[DIMENSIONS];
        for (int j = 0; j < DIMENSIONS; j++) mean[j] = cluster._2()._1()[j] / cluster._2()._2();
        next[cluster._1()] = mean;
      }
      centres = next;
      times.iterationEnded();
    }
    times.report(details);
    points.unpersist();
    return firstCoordinates(centres);
  }

  static String firstCoordinates(double[][] centres) {
    double[] first = new double[centres.length];
    for (int i = 0; i < centres.length; i++) first[i] = centres[i][0];
    Arrays.sort(first);
    return digits(first, 4);
  }

  /** Rounded, so that the order of additions does not show. */
  static String digits(double[] values, int digits) {
    StringBuilder text = new StringBuilder();
    for (double value : values)
      text.append(String.format(Locale.ROOT, "%." + digits + "g", value)).append(' ');
    return text.toString().strip();
  }
}
