package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.Broadcast;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Alternating least squares: finds a few numbers, the factors, for each user and for each item so
 * that their product is near to the rating; in turn of all users by those of the items, and the
 * other way round (Zhou and others, "Large-Scale Parallel Collaborative Filtering for the Netflix
 * Prize", 2008). A user needs the factors of the items it has rated: they come by a broadcast
 * variable, or captured by the function, or by a join. Prints for each way the error, which is the
 * same, the seconds, and their ratio to those with broadcast. Lines are {@code
 * user<TAB>item<TAB>rating}, users and items being numbers from zero. Without a file it makes
 * ratings.
 */
public final class Als {
  private static final int DEFAULT_ITERATIONS = 5;
  private static final int DEFAULT_RANK = 4;
  private static final double RIDGE = 0.05;
  private static final int PARTITIONS = 16;
  private static final int OWN_USERS = 600;
  private static final int OWN_ITEMS = 400;
  private static final int OWN_RATINGS = 30_000;

  private Als() {}

  record Rating(int user, int item, double value) {
    static Rating parse(String line) {
      String[] parts = line.split("\t");
      int user = Integer.parseInt(parts[0]);
      return new Rating(user, Integer.parseInt(parts[1]), Double.parseDouble(parts[2]));
    }
  }

  /** A rating as its user or its item sees it: which other one, and how much. */
  record Score(int other, double value) {}

  /** How the factors of one side come to the ratings of the other side. */
  private enum Way {
    BROADCAST,
    CAPTURED,
    JOIN
  }

  /** {@code Als [FILE [ITERATIONS [RANK]]]}. */
  public static void main(String[] arguments) {
    int iterations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_ITERATIONS;
    int rank = arguments.length > 2 ? Integer.parseInt(arguments[2]) : DEFAULT_RANK;
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> lines =
          arguments.length > 0
              ? brasa.textFile(arguments[0], PARTITIONS)
              : brasa.parallelize(ownLines(), PARTITIONS);
      RDD<Rating> ratings = lines.map(Rating::parse).cache();
      PairRDD<Integer, Iterable<Score>> byUser =
          ratings.mapToPair(Als::ofUser).groupByKey(PARTITIONS).cache();
      PairRDD<Integer, Iterable<Score>> byItem =
          ratings.mapToPair(Als::ofItem).groupByKey(PARTITIONS).cache();
      // whichever way came first would pay for reading and grouping, and for a cold start
      for (Way way : Way.values()) error(ratings, byUser, byItem, way, 1, rank);
      System.out.println("way\terror\tseconds\tratio");
      double withBroadcast = 0;
      for (Way way : Way.values()) {
        long begin = System.nanoTime();
        double error = error(ratings, byUser, byItem, way, iterations, rank);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (way == Way.BROADCAST) withBroadcast = seconds;
        String name = way.name().toLowerCase(Locale.ROOT);
        System.out.printf(
            Locale.ROOT, "%s\t%.9f\t%.3f\t%.2f%n", name, error, seconds, seconds / withBroadcast);
      }
    }
  }

  /** Learns, and gives the root of the mean of the squared errors of all ratings. */
  private static double error(
      RDD<Rating> ratings,
      PairRDD<Integer, Iterable<Score>> byUser,
      PairRDD<Integer, Iterable<Score>> byItem,
      Way way,
      int iterations,
      int rank) {
    PairRDD<Integer, double[]> items =
        byItem.keys().mapToPair(item -> Pair.of(item, firstFactors(item, rank)));
    PairRDD<Integer, double[]> users = byUser.mapValues(scores -> new double[rank]);
    for (int i = 0; i < iterations; i++) {
      users = solved(byUser, byItem, items, way, rank).cache();
      items = solved(byItem, byUser, users, way, rank).cache();
    }
    double[][] ofUsers = byNumber(users);
    double[][] ofItems = byNumber(items);
    return Math.sqrt(
        ratings
            .mapToDouble(
                rating -> {
                  double error = rating.value;
                  for (int f = 0; f < rank; f++)
                    error -= ofUsers[rating.user][f] * ofItems[rating.item][f];
                  return error * error;
                })
            .mean());
  }

  /** The factors of the keys of {@code rows} by those of the other side. */
  private static PairRDD<Integer, double[]> solved(
      PairRDD<Integer, Iterable<Score>> rows,
      PairRDD<Integer, Iterable<Score>> otherRows,
      PairRDD<Integer, double[]> others,
      Way way,
      int rank) {
    return switch (way) {
      case BROADCAST -> {
        Broadcast<double[][]> factors = rows.context().broadcast(byNumber(others));
        yield rows.mapValues(scores -> solve(scores, factors.value(), rank));
      }
      case CAPTURED -> {
        double[][] factors = byNumber(others);
        yield rows.mapValues(scores -> solve(scores, factors, rank));
      }
      case JOIN ->
          otherRows
              .join(others)
              .values()
              .flatMapToPair(row -> equations(row._1(), row._2()))
              .reduceByKey(Equations::plus, PARTITIONS)
              .mapValues(equations -> equations.solve(RIDGE));
    };
  }

  private static double[] solve(Iterable<Score> scores, double[][] factors, int rank) {
    Equations sum = Equations.none(rank);
    for (Score score : scores) sum.add(factors[score.other], score.value);
    return sum.solve(RIDGE);
  }

  /** What one item adds to the equations of each user that has rated it, or the other way round. */
  private static Iterator<Pair<Integer, Equations>> equations(
      Iterable<Score> scores, double[] factors) {
    List<Pair<Integer, Equations>> parts = new ArrayList<>();
    for (Score score : scores) {
      Equations part = Equations.none(factors.length);
      part.add(factors, score.value);
      parts.add(Pair.of(score.other, part));
    }
    return parts.iterator();
  }

  /** The factors in an array; null for numbers that do not occur. */
  private static double[][] byNumber(PairRDD<Integer, double[]> factors) {
    List<Pair<Integer, double[]>> all = factors.collect();
    double[][] array = new double[1 + all.stream().mapToInt(Pair::key).max().orElse(-1)][];
    for (Pair<Integer, double[]> one : all) array[one.key()] = one.value();
    return array;
  }

  private static double[] firstFactors(int item, int rank) {
    Random random = new Random(31L * item + 7);
    double[] factors = new double[rank];
    for (int f = 0; f < rank; f++) factors[f] = random.nextDouble();
    return factors;
  }

  private static Pair<Integer, Score> ofUser(Rating rating) {
    return Pair.of(rating.user, new Score(rating.item, rating.value));
  }

  private static Pair<Integer, Score> ofItem(Rating rating) {
    return Pair.of(rating.item, new Score(rating.user, rating.value));
  }

  /** Ratings that two hidden factors of users and items explain but for some noise. */
  static List<String> ownLines() {
    Random random = new Random(42);
    double[] users = random.doubles(2 * OWN_USERS).toArray();
    double[] items = random.doubles(2 * OWN_ITEMS).toArray();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < OWN_RATINGS; i++) {
      int user = random.nextInt(OWN_USERS);
      int item = random.nextInt(OWN_ITEMS);
      double product =
          users[2 * user] * items[2 * item] + users[2 * user + 1] * items[2 * item + 1];
      double rating = 1 + 2 * product + 0.1 * random.nextGaussian();
      lines.add(user + "\t" + item + "\t" + rating);
    }
    return lines;
  }
}
