package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Finds the plane that best parts two classes of points, by gradient descent: every iteration goes
 * through all points, which are kept in memory. Lines are {@code y x1 x2 ...} with y 1 or -1.
 * Prints the weight of each dimension and the share of points on the right side. Without a file it
 * makes two clouds of points.
 */
public final class LogisticRegression {
  private static final int DEFAULT_ITERATIONS = 10;
  private static final int OWN_POINTS = 10_000;
  private static final int OWN_DIMENSIONS = 4;
  private static final double STEP = 1.0;

  private LogisticRegression() {}

  record Point(double y, double[] x) {
    static Point parse(String line) {
      String[] numbers = line.split(" ");
      double[] x = new double[numbers.length - 1];
      for (int d = 0; d < x.length; d++) x[d] = Double.parseDouble(numbers[d + 1]);
      return new Point(Double.parseDouble(numbers[0]), x);
    }

    double dot(double[] weights) {
      double dot = 0;
      for (int d = 0; d < x.length; d++) dot += weights[d] * x[d];
      return dot;
    }

    /** How this point would move the weights. */
    double[] gradient(double[] weights) {
      double factor = (1 / (1 + Math.exp(-y * dot(weights))) - 1) * y;
      double[] gradient = new double[x.length];
      for (int d = 0; d < x.length; d++) gradient[d] = factor * x[d];
      return gradient;
    }
  }

  /** {@code LogisticRegression [FILE [ITERATIONS]]}. */
  public static void main(String[] arguments) {
    int iterations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_ITERATIONS;
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> lines =
          arguments.length > 0 ? brasa.textFile(arguments[0]) : brasa.parallelize(ownLines());
      RDD<Point> points = lines.map(Point::parse).cache();
      double[] weights = fit(points, iterations);
      for (int d = 0; d < weights.length; d++) {
        System.out.printf(Locale.ROOT, "w%d\t%.9f%n", d + 1, weights[d]);
      }
      long right = points.filter(point -> point.dot(weights) * point.y() > 0).count();
      System.out.printf(Locale.ROOT, "right\t%.2f %%%n", 100.0 * right / points.count());
    }
  }

  private static double[] fit(RDD<Point> points, int iterations) {
    long count = points.count();
    double[] weights = new double[points.first().x().length];
    for (int i = 0; i < iterations; i++) {
      double[] gradient =
          points.map(point -> point.gradient(weights)).reduce(LogisticRegression::sum);
      for (int d = 0; d < weights.length; d++) weights[d] -= STEP * gradient[d] / count;
    }
    return weights;
  }

  private static double[] sum(double[] left, double[] right) {
    double[] sum = new double[left.length];
    for (int d = 0; d < sum.length; d++) sum[d] = left[d] + right[d];
    return sum;
  }

  /** Two clouds that overlap a little. */
  static List<String> ownLines() {
    Random random = new Random(42);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < OWN_POINTS; i++) {
      int y = i % 2 == 0 ? 1 : -1;
      StringBuilder line = new StringBuilder().append(y);
      for (int d = 0; d < OWN_DIMENSIONS; d++)
        line.append(' ').append(random.nextGaussian() + 0.7 * y);
      lines.add(line.toString());
    }
    return lines;
  }
}
