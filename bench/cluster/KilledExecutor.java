import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.function.Pair;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What it costs when an executor is killed while it works: {@code KilledExecutor tasks [TASKS [MILLIS]]}, a job of tasks that each
 * take so long, half of it done when the blow comes; or {@code KilledExecutor logreg|kmeans POINTS [PICTURE.svg]}, fourteen iterations
 * over points that are kept, one executor killed in the sixth. The master is the one of the command line:
 * {@code brasa run --master local-cluster[2,1,2g] bench/cluster/KilledExecutor.java logreg points.txt}.
 */
public final class KilledExecutor {
  private static final int DIMENSIONS = 10;
  private static final int ITERATIONS = 14;
  private static final int HIT = 6;
  private static final int PARTITIONS = 8;

  /** Knows which process each executor is, and kills one when a task of it begins, once it is told to. */
  private static final class Killer implements EventListener {
    private final Map<String, Long> processes = new ConcurrentHashMap<>();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean isArmed;
    private volatile long killedNanos;
    private volatile String lost = "";

    @Override
    public void on(Event event) {
      switch (event) {
        case Event.ExecutorAdded added -> processes.put(added.executor(), added.processId());
        case Event.ExecutorLost gone -> lost += gone.executor() + " " + gone.reason() + "; ";
        case Event.TaskEnded end -> ended.incrementAndGet();
        case Event.TaskStarted begun -> {
          if (!isArmed) return;
          isArmed = false;
          killedNanos = System.nanoTime();
          ProcessHandle.of(processes.get(begun.executor())).ifPresent(ProcessHandle::destroyForcibly);
        }
        default -> {}
      }
    }
  }

  record Point(double y, double[] x) implements Serializable {}

  public static void main(String[] words) throws Exception {
    Killer killer = new Killer();
    try (BrasaContext brasa = BrasaContext.builder().listener(killer).build()) {
      if (words[0].equals("tasks"))
        tasks(
            brasa,
            killer,
            words.length > 1 ? Integer.parseInt(words[1]) : 24,
            words.length > 2 ? Integer.parseInt(words[2]) : 1_000);
      else iterations(brasa, killer, words[0], words[1], words.length > 2 ? Path.of(words[2]) : null);
    }
  }

  // ---- a job of waiting tasks: its time does not depend on what else the machine does

  private static void tasks(BrasaContext brasa, Killer killer, int count, int millis) throws InterruptedException {
    double calm = seconds(brasa, count, millis);
    calm = seconds(brasa, count, millis);
    killer.ended.set(0);
    Thread watch =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (killer.ended.get() < count / 2) Thread.onSpinWait();
                  killer.isArmed = true;
                });
    double hit = seconds(brasa, count, millis);
    watch.join();
    System.out.printf(
        Locale.ROOT,
        "%d map tasks of %d ms, then %d reduce tasks: %.2f s; with an executor killed after half of the map tasks %.2f s, extra %.2f s%n",
        count,
        millis,
        2,
        calm,
        hit,
        hit - calm);
    System.out.println("lost: " + killer.lost);
  }

  private static double seconds(BrasaContext brasa, int count, int millis) {
    long begun = System.nanoTime();
    Map<Integer, Integer> sums =
        brasa
            .parallelize(IntStream.range(0, count).boxed().toList(), count)
            .mapToPair(
                n -> {
                  Thread.sleep(millis);
                  return new Pair<>(n % 2, n);
                })
            .reduceByKey(Integer::sum, 2)
            .collectAsMap();
    double seconds = (System.nanoTime() - begun) / 1e9;
    int total = sums.values().stream().mapToInt(n -> n).sum();
    if (total != count * (count - 1) / 2) throw new IllegalStateException("the sum is " + total);
    return seconds;
  }

  // ---- iterations

  private static void iterations(BrasaContext brasa, Killer killer, String kind, String file, Path picture)
      throws Exception {
    List<Double> calm = new ArrayList<>();
    List<Double> hit = new ArrayList<>();
    String expected = run(brasa, null, kind, file, calm);
    String answer = run(brasa, killer, kind, file, hit);
    if (!answer.equals(expected)) throw new IllegalStateException(answer + ", not " + expected);
    System.out.println("iteration\tcalm s\thit s");
    for (int i = 0; i < ITERATIONS; i++)
      System.out.printf(Locale.ROOT, "%d\t%.3f\t%.3f%n", i + 1, calm.get(i), hit.get(i));
    List<Double> others = new ArrayList<>(hit.subList(1, HIT - 1));
    others.addAll(hit.subList(HIT, ITERATIONS));
    Collections.sort(others);
    double median = others.get(others.size() / 2);
    System.out.printf(
        Locale.ROOT,
        "%s: median of the others %.3f s, the hit one %.3f s = %.2f times, the next %.3f s = %.2f times; the first, which reads, %.3f s%n",
        kind,
        median,
        hit.get(HIT - 1),
        hit.get(HIT - 1) / median,
        hit.get(HIT),
        hit.get(HIT) / median,
        hit.getFirst());
    System.out.println("lost: " + killer.lost);
    if (picture != null) Files.writeString(picture, picture(kind, calm, hit));
  }

  private static String run(BrasaContext brasa, Killer killer, String kind, String file, List<Double> seconds) {
    RDD<Point> points = brasa.textFile(file, PARTITIONS).map(KilledExecutor::parse).cache();
    double[][] state = kind.equals("kmeans") ? firstCentres(points) : new double[1][DIMENSIONS];
    for (int i = 1; i <= ITERATIONS; i++) {
      long begun = System.nanoTime();
      if (killer != null && i == HIT) killer.isArmed = true;
      state = kind.equals("kmeans") ? centres(points, state) : weights(points, state[0]);
      seconds.add((System.nanoTime() - begun) / 1e9);
    }
    points.unpersist(true);
    return digits(state);
  }

  private static Point parse(String line) {
    StringTokenizer numbers = new StringTokenizer(line, " ");
    double y = Double.parseDouble(numbers.nextToken());
    double[] x = new double[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) x[i] = Double.parseDouble(numbers.nextToken());
    return new Point(y, x);
  }

  private static double[][] weights(RDD<Point> points, double[] current) {
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
            .reduce(KilledExecutor::plus);
    double[] next = current.clone();
    for (int j = 0; j < DIMENSIONS; j++) next[j] -= gradient[j] / gradient[DIMENSIONS];
    return new double[][] {next};
  }

  private static double[] plus(double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int j = 0; j < out.length; j++) out[j] = a[j] + b[j];
    return out;
  }

  private static double[][] firstCentres(RDD<Point> points) {
    return points.take(10).stream().map(Point::x).toArray(double[][]::new);
  }

  private static double[][] centres(RDD<Point> points, double[][] current) {
    double[][] next = current.clone();
    for (Pair<Integer, double[]> sum :
        points
            .mapToPair(point -> new Pair<>(closest(current, point.x), counted(point.x)))
            .reduceByKey(KilledExecutor::plus)
            .collect()) {
      double[] mean = Arrays.copyOf(sum._2(), DIMENSIONS);
      for (int j = 0; j < DIMENSIONS; j++) mean[j] /= sum._2()[DIMENSIONS];
      next[sum._1()] = mean;
    }
    return next;
  }

  private static double[] counted(double[] x) {
    double[] counted = Arrays.copyOf(x, DIMENSIONS + 1);
    counted[DIMENSIONS] = 1;
    return counted;
  }

  private static int closest(double[][] centres, double[] x) {
    double best = Double.MAX_VALUE;
    int closest = 0;
    for (int c = 0; c < centres.length; c++) {
      double distance = 0;
      for (int j = 0; j < DIMENSIONS; j++) distance += (centres[c][j] - x[j]) * (centres[c][j] - x[j]);
      if (distance < best) {
        best = distance;
        closest = c;
      }
    }
    return closest;
  }

  /** Rounded, so that the order of additions does not show. */
  private static String digits(double[][] state) {
    StringBuilder text = new StringBuilder();
    for (double[] row : state) for (double x : row) text.append(String.format(Locale.ROOT, "%.5g ", x));
    return text.toString();
  }

  // ---- the picture

  private static String picture(String kind, List<Double> calm, List<Double> hit) {
    double most = Math.max(Collections.max(calm), Collections.max(hit));
    StringBuilder svg =
        new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"300\" font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"640\" height=\"300\" fill=\"white\"/>\n");
    String title = kind.equals("kmeans") ? "k-means" : "Logistic regression";
    text(svg, 50, 20, title + ": seconds of each iteration; an executor of two is killed in the sixth");
    for (int i = 0; i < ITERATIONS; i++) {
      bar(svg, 50 + i * 41, calm.get(i), most, "#bbbbbb");
      bar(svg, 50 + i * 41 + 17, hit.get(i), most, i == HIT - 1 ? "#cc3311" : "#0077bb");
      text(svg, 50 + i * 41 + 10, 275, String.valueOf(i + 1));
    }
    text(svg, 50, 293, "grey: undisturbed; blue and red: with the loss");
    return svg.append("</svg>\n").toString();
  }

  private static void bar(StringBuilder svg, int x, double value, double most, String colour) {
    int height = (int) Math.max(1, Math.round(200 * value / most));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"15\" height=\"%d\" fill=\"%s\"/>%n",
            x,
            260 - height,
            height,
            colour));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" font-size=\"8\">%.2f</text>%n",
            x,
            256 - height,
            value));
  }

  private static void text(StringBuilder svg, int x, int y, String what) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>%n", x, y, what));
  }
}
