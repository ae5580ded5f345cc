package io.brasa.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.testkit.BrasaTest;
import io.brasa.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example that computes with fractions prints what plain loops over arrays find. */
@BrasaTest
final class TestNumericExamples {
  private static final double TOLERANCE = 2e-6;

  @TempDir private Path folder;

  @Test
  void logisticRegressionPrintsTheWeights(@Seed long seed) throws IOException {
    double[][] points = points(new Random(seed), 300, 4);
    for (double[] point : points) point[0] = point[1] + point[2] > 0.3 ? 1 : -1;
    double[] weights = new double[3];
    for (int i = 0; i < 7; i++) {
      double[] gradient = new double[3];
      for (double[] point : points) {
        double factor = (1 / (1 + Math.exp(-point[0] * dot(weights, point))) - 1) * point[0];
        for (int d = 0; d < 3; d++) gradient[d] += factor * point[d + 1];
      }
      for (int d = 0; d < 3; d++) weights[d] -= gradient[d] / points.length;
    }
    long right = Arrays.stream(points).filter(p -> dot(weights, p) * p[0] > 0).count();
    List<String> printed = output(LogisticRegression::main, lines(points), "7");
    assertEquals(4, printed.size());
    for (int d = 0; d < 3; d++) {
      assertEquals("w" + (d + 1), printed.get(d).split("\t")[0]);
      assertEquals(weights[d], number(printed.get(d), 1), TOLERANCE);
    }
    assertEquals(String.format(Locale.ROOT, "right\t%.2f %%", right / 3.0), printed.getLast());
  }

  private static double dot(double[] weights, double[] point) {
    double dot = 0;
    for (int d = 0; d < weights.length; d++) dot += weights[d] * point[d + 1];
    return dot;
  }

  @Test
  void kMeansPrintsTheCentres(@Seed long seed) throws IOException {
    double[][] points = points(new Random(seed), 200, 3);
    double[][] centres = farApart(points, 5);
    int[] counts = new int[5];
    double error = 0;
    for (int i = 0; i <= 12; i++) {
      double[][] sums = new double[5][3];
      Arrays.fill(counts, 0);
      error = 0;
      for (double[] point : points) {
        int nearest = nearest(point, centres);
        counts[nearest]++;
        error += distance(point, centres[nearest]) / points.length;
        for (int d = 0; d < 3; d++) sums[nearest][d] += point[d];
      }
      for (int c = 0; i < 12 && c < 5; c++) {
        for (int d = 0; d < 3; d++) centres[c][d] = sums[c][d] / counts[c];
      }
    }
    List<String> printed = output(KMeans::main, lines(points), "5", "12");
    assertEquals(6, printed.size());
    for (int c = 0; c < 5; c++) {
      assertEquals(counts[c], number(printed.get(c), 0));
      String[] centre = printed.get(c).split("\t")[1].split(" ");
      for (int d = 0; d < 3; d++) {
        assertEquals(centres[c][d], Double.parseDouble(centre[d]), TOLERANCE);
      }
    }
    assertEquals(error, number(printed.getLast(), 1), TOLERANCE);
  }

  private static double[][] farApart(double[][] points, int count) {
    double[][] chosen = {points[0].clone()};
    while (chosen.length < count) {
      double[] farthest = points[0];
      for (double[] point : points) {
        if (distance(point, chosen[nearest(point, chosen)])
            > distance(farthest, chosen[nearest(farthest, chosen)])) farthest = point;
      }
      chosen = Arrays.copyOf(chosen, chosen.length + 1);
      chosen[chosen.length - 1] = farthest.clone();
    }
    return chosen;
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

  @Test
  void alsPrintsTheErrorOfEachWay(@Seed long seed) throws IOException {
    Random random = new Random(seed);
    List<double[]> ratings = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      ratings.add(
          new double[] {random.nextInt(30), random.nextInt(20), 1 + 4 * random.nextDouble()});
    }
    double[][] users = new double[30][];
    double[][] items = new double[20][];
    for (double[] rating : ratings) {
      items[(int) rating[1]] = new Random(31L * (int) rating[1] + 7).doubles(3).toArray();
    }
    for (int i = 0; i < 4; i++) {
      solve(users, items, ratings, 0);
      solve(items, users, ratings, 1);
    }
    double sum = 0;
    for (double[] rating : ratings) {
      double off = rating[2];
      for (int f = 0; f < 3; f++) off -= users[(int) rating[0]][f] * items[(int) rating[1]][f];
      sum += off * off;
    }
    double error = Math.sqrt(sum / ratings.size());
    List<String> lines =
        ratings.stream().map(r -> (int) r[0] + "\t" + (int) r[1] + "\t" + r[2]).toList();
    List<String> printed = output(Als::main, lines, "4", "3");
    assertEquals(4, printed.size());
    List<String> ways = List.of("broadcast", "captured", "join");
    for (int way = 0; way < 3; way++) {
      assertEquals(ways.get(way), printed.get(way + 1).split("\t")[0]);
      assertEquals(error, number(printed.get(way + 1), 1), TOLERANCE);
      assertTrue(number(printed.get(way + 1), 3) > 0);
    }
  }

  /** Solves the equations of one side by elimination. */
  private static void solve(double[][] own, double[][] others, List<double[]> ratings, int side) {
    for (int row = 0; row < own.length; row++) {
      double[][] system = new double[3][4];
      for (int i = 0; i < 3; i++) system[i][i] = 0.05;
      boolean isRated = false;
      for (double[] rating : ratings) {
        if ((int) rating[side] != row) continue;
        isRated = true;
        double[] other = others[(int) rating[1 - side]];
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) system[i][j] += other[i] * other[j];
          system[i][3] += other[i] * rating[2];
        }
      }
      if (isRated) own[row] = eliminated(system);
    }
  }

  private static double[] eliminated(double[][] system) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        if (i == j) continue;
        double factor = system[j][i] / system[i][i];
        for (int k = 0; k < 4; k++) system[j][k] -= factor * system[i][k];
      }
    }
    double[] solution = new double[3];
    for (int i = 0; i < 3; i++) solution[i] = system[i][3] / system[i][i];
    return solution;
  }

  @Test
  void trafficEmPrintsTheTimesOfRoads(@Seed long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    List<double[]> trips = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int first = i % 6;
      double[] trip = {10 + 5 * random.nextGaussian(), first, (first + 1 + i / 6 % 2) % 6};
      trips.add(trip);
      lines.add(trip[0] + "\t" + (int) trip[1] + " " + (int) trip[2]);
    }
    List<String> printed = output(TrafficEm::main, lines, "5");
    assertEquals(5 + 6, printed.size());
    // the sums of a road: how many shares, their sum, the sum of their expected squares
    double[][] sums = new double[6][3];
    for (double[] trip : trips) {
      for (int r = 1; r <= 2; r++) add(sums[(int) trip[r]], trip[0] / 2, 0);
    }
    for (int i = 0; i < 5; i++) {
      double likelihood = 0;
      double[][] next = new double[6][3];
      for (double[] trip : trips) {
        double[] left = sums[(int) trip[1]];
        double[] right = sums[(int) trip[2]];
        double variance = variance(left) + variance(right);
        double off = trip[0] - mean(left) - mean(right);
        likelihood -= (Math.log(2 * Math.PI * variance) + off * off / variance) / 2;
        double both = variance(left) * variance(right) / variance;
        add(next[(int) trip[1]], mean(left) + off * variance(left) / variance, both);
        add(next[(int) trip[2]], mean(right) + off * variance(right) / variance, both);
      }
      sums = next;
      assertEquals(likelihood, number(printed.get(i), 1), TOLERANCE);
    }
    for (int road = 0; road < 6; road++) {
      String line = printed.get(5 + road);
      assertEquals(road, number(line, 0));
      assertEquals(mean(sums[road]), number(line, 1), TOLERANCE);
      assertEquals(Math.sqrt(variance(sums[road])), number(line, 2), TOLERANCE);
      assertEquals(100, number(line, 3));
    }
  }

  private static void add(double[] sums, double share, double uncertainty) {
    sums[0]++;
    sums[1] += share;
    sums[2] += share * share + uncertainty;
  }

  private static double mean(double[] sums) {
    return sums[1] / sums[0];
  }

  private static double variance(double[] sums) {
    return sums[2] / sums[0] - mean(sums) * mean(sums);
  }

  @Test
  void trafficEmFindsTheTruthAndNeverGetsWorse() throws IOException {
    List<String> printed = Output.ofCleanRun(folder, "local[2]", TrafficEm::main);
    double before = Double.NEGATIVE_INFINITY;
    int roads = 0;
    for (String line : printed) {
      if (line.startsWith("iteration")) {
        assertTrue(number(line, 1) >= before, line);
        before = number(line, 1);
      } else {
        int road = (int) number(line, 0);
        assertEquals(TrafficEm.trueMean(road), number(line, 1), 1, line);
        assertEquals(TrafficEm.trueDeviation(road), number(line, 2), 1, line);
        roads++;
      }
    }
    assertEquals(12, roads);
  }

  private List<String> output(Output.Main main, List<String> lines, String... arguments)
      throws IOException {
    Path file = Files.write(folder.resolve("input.txt"), lines);
    List<String> all = new ArrayList<>(List.of(file.toString()));
    all.addAll(List.of(arguments));
    return Output.ofCleanRun(folder, "local[2]", main, all.toArray(new String[0]));
  }

  private static double[][] points(Random random, int count, int dimensions) {
    double[][] points = new double[count][dimensions];
    for (double[] point : points) Arrays.setAll(point, d -> random.nextGaussian());
    return points;
  }

  private static List<String> lines(double[][] points) {
    List<String> lines = new ArrayList<>();
    for (double[] point : points) {
      StringBuilder line = new StringBuilder();
      for (double x : point) line.append(x).append(' ');
      lines.add(line.toString().strip());
    }
    return lines;
  }

  private static double number(String line, int column) {
    return Double.parseDouble(line.split("\t")[column]);
  }
}
