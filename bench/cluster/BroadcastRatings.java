import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.Broadcast;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Alternating least squares where every task reads the ratings, which are the same in all iterations: as a broadcast variable, or
 * captured by the functions and so sent with each of the two jobs of an iteration. After the experiment of Zaharia and others,
 * "Spark: Cluster Computing with Working Sets", 2010, section 5. {@code BroadcastRatings [RATINGS [ITERATIONS [TURNS]]]}: prints the
 * seconds of both ways in turns, the first turn left out, and the ratio of the medians.
 */
public final class BroadcastRatings {
  private static final int USERS = 20_000;
  private static final int ITEMS = 5_000;
  private static final int RANK = 3;
  private static final double RIDGE = 0.05;
  private static final int PARTITIONS = 8;

  /** The ratings of each user and of each item. */
  record Ratings(int[][] items, float[][] ofUser, int[][] users, float[][] ofItem) implements Serializable {}

  public static void main(String[] words) {
    int count = words.length > 0 ? Integer.parseInt(words[0]) : 1_000_000;
    int iterations = words.length > 1 ? Integer.parseInt(words[1]) : 10;
    int turns = words.length > 2 ? Integer.parseInt(words[2]) : 3;
    Ratings ratings = ratings(count);
    try (BrasaContext brasa = BrasaContext.local()) {
      double[] with = new double[turns];
      double[] without = new double[turns];
      double error = 0;
      for (int turn = -1; turn < turns; turn++) {
        long begun = System.nanoTime();
        Broadcast<Ratings> shared = brasa.broadcast(ratings);
        double[][][] factors = learn(brasa, () -> shared.value(), iterations);
        double first = (System.nanoTime() - begun) / 1e9;
        error = error(ratings, factors);
        shared.destroy();
        begun = System.nanoTime();
        factors = learn(brasa, () -> ratings, iterations);
        double second = (System.nanoTime() - begun) / 1e9;
        if (error(ratings, factors) != error) throw new IllegalStateException("another error");
        System.out.printf(Locale.ROOT, "with a broadcast variable %.2f s, captured %.2f s%n", first, second);
        if (turn < 0) continue;
        with[turn] = first;
        without[turn] = second;
      }
      Arrays.sort(with);
      Arrays.sort(without);
      System.out.printf(
          Locale.ROOT,
          "%d ratings, rank %d, %d iterations, error %.6f: with %.2f s, without %.2f s, ratio %.2f%n",
          count,
          RANK,
          iterations,
          error,
          with[turns / 2],
          without[turns / 2],
          without[turns / 2] / with[turns / 2]);
    }
  }

  interface Source extends Serializable {
    Ratings get();
  }

  private static double[][][] learn(BrasaContext brasa, Source source, int iterations) {
    RDD<Integer> parts = brasa.parallelize(IntStream.range(0, PARTITIONS).boxed().toList(), PARTITIONS);
    double[][] users = new double[USERS][];
    double[][] items = new double[ITEMS][RANK];
    Random random = new Random(3);
    for (double[] item : items) for (int f = 0; f < RANK; f++) item[f] = random.nextDouble();
    for (int i = 0; i < iterations; i++) {
      double[][] ofItems = items;
      users =
          gathered(
              USERS,
              parts
                  .map(part -> new Pair<>(part, solved(part, source.get().items, source.get().ofUser, ofItems)))
                  .collect());
      double[][] ofUsers = users;
      items =
          gathered(
              ITEMS,
              parts
                  .map(part -> new Pair<>(part, solved(part, source.get().users, source.get().ofItem, ofUsers)))
                  .collect());
    }
    return new double[][][] {users, items};
  }

  private static double[][] gathered(int count, List<Pair<Integer, double[][]>> parts) {
    double[][] all = new double[count][];
    for (Pair<Integer, double[][]> part : parts)
      for (int i = 0; i < part._2().length; i++) all[part._1() + i * PARTITIONS] = part._2()[i];
    return all;
  }

  private static double[][] solved(int part, int[][] others, float[][] values, double[][] factors) {
    double[][] found = new double[(others.length - part + PARTITIONS - 1) / PARTITIONS][];
    for (int i = 0; i < found.length; i++) {
      int row = part + i * PARTITIONS;
      found[i] = solve(others[row], values[row], factors);
    }
    return found;
  }

  /** The normal equations of one row, by elimination. */
  private static double[] solve(int[] others, float[] values, double[][] factors) {
    double[][] a = new double[RANK][RANK + 1];
    for (int i = 0; i < others.length; i++) {
      double[] factor = factors[others[i]];
      for (int r = 0; r < RANK; r++) {
        for (int c = 0; c < RANK; c++) a[r][c] += factor[r] * factor[c];
        a[r][RANK] += factor[r] * values[i];
      }
    }
    for (int r = 0; r < RANK; r++) a[r][r] += RIDGE * (1 + others.length);
    for (int p = 0; p < RANK; p++)
      for (int r = 0; r < RANK; r++) {
        if (r == p) continue;
        double scale = a[r][p] / a[p][p];
        for (int c = p; c <= RANK; c++) a[r][c] -= scale * a[p][c];
      }
    double[] x = new double[RANK];
    for (int r = 0; r < RANK; r++) x[r] = a[r][RANK] / a[r][r];
    return x;
  }

  private static double error(Ratings ratings, double[][][] factors) {
    double sum = 0;
    long count = 0;
    for (int user = 0; user < USERS; user++) {
      for (int i = 0; i < ratings.items[user].length; i++) {
        double error = ratings.ofUser[user][i];
        for (int f = 0; f < RANK; f++) error -= factors[0][user][f] * factors[1][ratings.items[user][i]][f];
        sum += error * error;
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  private static Ratings ratings(int count) {
    Random random = new Random(42);
    int[] user = new int[count];
    int[] item = new int[count];
    float[] value = new float[count];
    for (int i = 0; i < count; i++) {
      user[i] = random.nextInt(USERS);
      item[i] = random.nextInt(ITEMS);
      value[i] = 1 + (user[i] * 7 + item[i] * 3) % 5;
    }
    Sides ofUsers = new Sides(USERS, user, item, value);
    Sides ofItems = new Sides(ITEMS, item, user, value);
    return new Ratings(ofUsers.others, ofUsers.values, ofItems.others, ofItems.values);
  }

  /** Ratings by one of both sides. */
  private static final class Sides {
    final int[][] others;
    final float[][] values;

    Sides(int rows, int[] row, int[] other, float[] value) {
      int[] counts = new int[rows];
      for (int r : row) counts[r]++;
      others = new int[rows][];
      values = new float[rows][];
      for (int r = 0; r < rows; r++) {
        others[r] = new int[counts[r]];
        values[r] = new float[counts[r]];
      }
      for (int i = 0; i < row.length; i++) {
        int place = --counts[row[i]];
        others[row[i]][place] = other[i];
        values[row[i]][place] = value[i];
      }
    }
  }
}
