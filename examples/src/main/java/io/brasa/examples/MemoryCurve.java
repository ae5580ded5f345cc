package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Logistic regression over points of which 0, 25, 50, 75 and 100 percent fit into memory: an
 * iteration gets faster with each part that does, and slower by no more than what is missing. After
 * the figure of Zaharia and others, "Resilient Distributed Datasets", 2012, section 6.1.
 */
public final class MemoryCurve {
  private static final int FEATURES = 10;
  private static final int PARTITIONS = 40;
  private static final int ITERATIONS = 5;

  /** A point in memory: the record, its array, and its place in the block. */
  private static final long POINT_BYTES = 140;

  private static final long OVERHEAD_BYTES = 1 << 20;
  private static final int BAR_LENGTH = 50;

  private MemoryCurve() {}

  record Point(double y, double[] x) {}

  /** Of an iteration: by the clock and by the processor, in seconds. */
  private record Time(double wall, double processor) {}

  /** {@code MemoryCurve [POINTS [PICTURE.svg]]}. */
  public static void main(String[] arguments) throws IOException {
    int count = arguments.length == 0 ? 400_000 : Integer.parseInt(arguments[0]);
    Path file = Files.createTempFile("points", ".txt");
    try {
      write(file, count);
      List<Time> times = new ArrayList<>();
      for (int quarter = 0; quarter <= 4; quarter++) {
        long memory = count * POINT_BYTES * quarter / 4 + OVERHEAD_BYTES;
        times.add(timeOfAnIteration(file, memory));
      }
      print(times);
      if (arguments.length > 1) Files.writeString(Path.of(arguments[1]), picture(count, times));
    } finally {
      Files.delete(file);
    }
  }

  /** The medians of the iterations after the first one, which fills the memory. */
  private static Time timeOfAnIteration(Path file, long memoryBytes) {
    try (BrasaContext brasa =
        BrasaContext.builder().set("memory", Long.toString(memoryBytes)).build()) {
      RDD<Point> points =
          brasa
              .textFile(file.toString(), PARTITIONS)
              .map(MemoryCurve::parse)
              .persist(StorageLevel.MEMORY_ONLY);
      double[] weights = new double[FEATURES];
      double[] wall = new double[ITERATIONS];
      double[] processor = new double[ITERATIONS];
      for (int i = -1; i < ITERATIONS; i++) {
        long begin = System.nanoTime();
        long beginProcessor = processorNanos();
        double[] gradient = gradient(points, weights);
        for (int d = 0; d < FEATURES; d++) weights[d] -= gradient[d];
        if (i < 0) continue;
        wall[i] = (System.nanoTime() - begin) / 1e9;
        processor[i] = (processorNanos() - beginProcessor) / 1e9;
      }
      Arrays.sort(wall);
      Arrays.sort(processor);
      return new Time(wall[ITERATIONS / 2], processor[ITERATIONS / 2]);
    }
  }

  /** Of the whole process, in steps of ten milliseconds on most systems. */
  private static long processorNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private static double[] gradient(RDD<Point> points, double[] weights) {
    return points
        .map(
            point -> {
              double dot = 0;
              for (int d = 0; d < FEATURES; d++) dot += weights[d] * point.x()[d];
              double factor = (1 / (1 + Math.exp(-point.y() * dot)) - 1) * point.y();
              double[] part = new double[FEATURES];
              for (int d = 0; d < FEATURES; d++) part[d] = factor * point.x()[d];
              return part;
            })
        .reduce(
            (left, right) -> {
              double[] sum = new double[FEATURES];
              for (int d = 0; d < FEATURES; d++) sum[d] = left[d] + right[d];
              return sum;
            });
  }

  private static Point parse(String line) {
    String[] numbers = line.split(" ");
    double[] x = new double[FEATURES];
    for (int d = 0; d < FEATURES; d++) x[d] = Double.parseDouble(numbers[d + 1]);
    return new Point(Double.parseDouble(numbers[0]), x);
  }

  private static void write(Path file, int count) throws IOException {
    Random random = new Random(42);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        int y = 2 * random.nextInt(2) - 1;
        StringBuilder line = new StringBuilder().append(y);
        for (int d = 0; d < FEATURES; d++) line.append(' ').append(random.nextGaussian() + 0.7 * y);
        out.append(line).append('\n');
      }
    }
  }

  private static void print(List<Time> times) {
    double most = times.stream().mapToDouble(Time::wall).max().orElseThrow();
    System.out.println("in memory  seconds an iteration, of the processor");
    for (int quarter = 0; quarter < times.size(); quarter++) {
      Time time = times.get(quarter);
      String bar = "#".repeat((int) Math.round(time.wall / most * BAR_LENGTH));
      System.out.printf(
          Locale.ROOT, "%7d %%  %7.3f  %7.3f  %s%n", 25 * quarter, time.wall, time.processor, bar);
    }
  }

  private static String picture(int count, List<Time> times) {
    double[] wall = times.stream().mapToDouble(Time::wall).toArray();
    double[] processor = times.stream().mapToDouble(Time::processor).toArray();
    return CurvePlot.of(
        String.format(Locale.ROOT, "Logistic regression over %,d points", count),
        List.of(
            new CurvePlot.Curve("by the clock", "#c0392b", wall),
            new CurvePlot.Curve("by the processor", "#2c3e50", processor)));
  }
}
