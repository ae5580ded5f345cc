package io.brasa.cli.bench;

import io.brasa.cli.bench.PointPrograms.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Logistic regression and k-means over lists of points. */
final class ObjectPoints {
  private static final int DIMENSIONS = 10;
  private static final int ITERATIONS = 10;

  private ObjectPoints() {}

  private static List<List<Point>> load(String file, int threads) throws Exception {
    return FileParts.read(
        file,
        threads,
        lines -> {
          List<Point> points = new ArrayList<>();
          for (String line = lines.readLine(); line != null; line = lines.readLine())
            points.add(PointPrograms.parse(line));
          return points;
        });
  }

  static String logisticRegression(String file, int threads, Map<String, Object> details)
      throws Exception {
    IterationTimes times = new IterationTimes();
    List<List<Point>> parts = load(file, threads);
    double[] weights = new double[DIMENSIONS];
    for (int i = 0; i < ITERATIONS; i++) {
      double[] current = weights.clone();
      List<Callable<double[]>> tasks = new ArrayList<>();
      for (List<Point> part : parts) tasks.add(() -> gradient(part, current));
      double[] sum = new double[DIMENSIONS + 1];
      for (double[] each : FileParts.inParallel(threads, tasks))
        for (int j = 0; j <= DIMENSIONS; j++) sum[j] += each[j];
      for (int j = 0; j < DIMENSIONS; j++) weights[j] -= sum[j] / sum[DIMENSIONS];
      times.iterationEnded();
    }
    times.report(details);
    return PointPrograms.digits(weights, 5);
  }

  private static double[] gradient(List<Point> points, double[] weights) {
    double[] sum = new double[DIMENSIONS + 1];
    for (Point point : points) {
      double dot = 0;
      for (int j = 0; j < DIMENSIONS; j++) dot += weights[j] * point.x()[j];
      double scale = (1 / (1 + Math.exp(-point.y() * dot)) - 1) * point.y();
      for (int j = 0; j < DIMENSIONS; j++) sum[j] += scale * point.x()[j];
      sum[DIMENSIONS]++;
    }
    return sum;
  }

  /** The sum of the points of a cluster, and how many they are. */
  private static final class Cluster {
    final double[] sum = new double[DIMENSIONS];
    int count;

    void add(double[] x) {
      for (int j = 0; j < DIMENSIONS; j++) sum[j] += x[j];
      count++;
    }

    void add(Cluster other) {
      for (int j = 0; j < DIMENSIONS; j++) sum[j] += other.sum[j];
      count += other.count;
    }
  }

  static String kMeans(String file, int threads, Map<String, Object> details) throws Exception {
    IterationTimes times = new IterationTimes();
    List<List<Point>> parts = load(file, threads);
    double[][] centres = new double[10][];
    for (int i = 0; i < centres.length; i++) centres[i] = parts.getFirst().get(i).x();
    for (int i = 0; i < ITERATIONS; i++) {
      double[][] current = centres;
      List<Callable<Map<Integer, Cluster>>> tasks = new ArrayList<>();
      for (List<Point> part : parts) tasks.add(() -> clusters(part, current));
      Map<Integer, Cluster> all = new HashMap<>();
      for (Map<Integer, Cluster> part : FileParts.inParallel(threads, tasks))
        part.forEach((at, cluster) -> all.computeIfAbsent(at, _ -> new Cluster()).add(cluster));
      double[][] next = centres.clone();
      all.forEach(
          (at, cluster) -> {
            double[] mean = new double[DIMENSIONS];
            for (int j = 0; j < DIMENSIONS; j++) mean[j] = cluster.sum[j] / cluster.count;
            next[at] = mean;
          });
      centres = next;
      times.iterationEnded();
    }
    times.report(details);
    return PointPrograms.firstCoordinates(centres);
  }

  private static Map<Integer, Cluster> clusters(List<Point> points, double[][] centres) {
    Map<Integer, Cluster> clusters = new HashMap<>();
    for (Point point : points) {
      int closest = PointPrograms.closest(centres, point.x());
      clusters.computeIfAbsent(closest, _ -> new Cluster()).add(point.x());
    }
    return clusters;
  }
}
