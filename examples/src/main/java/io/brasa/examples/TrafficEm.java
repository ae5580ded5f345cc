package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.Broadcast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * How long does it take to drive along each road, if taxis only tell when they set out and when
 * they arrived, several roads later? Expectation maximisation: share the time of each trip among
 * its roads by what is believed of them, then believe of each road what its shares say, and again.
 * After Hunter and others, "Scaling the Mobile Millennium System in the Cloud", 2011. There shares
 * are drawn by chance since times are gamma distributed; here they are normal, so that expected
 * shares have a formula and every iteration makes the trips more likely: the log likelihood that is
 * printed never falls.
 *
 * <p>Lines are {@code seconds<TAB>road road ...}; a trip takes a road once. Prints the log
 * likelihood of each iteration, then {@code road<TAB>mean<TAB>deviation<TAB>trips}. Without a file
 * it makes trips, and prints the true mean and deviation of each road too.
 */
public final class TrafficEm {
  private static final int DEFAULT_ITERATIONS = 20;
  private static final int OWN_ROADS = 12;
  private static final int OWN_TRIPS = 20_000;

  /** Of a road that is known to take the same time always nothing more could be learnt. */
  private static final double LEAST_VARIANCE = 1e-3;

  private TrafficEm() {}

  record Trip(double seconds, int[] roads) {
    static Trip parse(String line) {
      String[] parts = line.split("\t");
      int[] roads = Arrays.stream(parts[1].split(" ")).mapToInt(Integer::parseInt).toArray();
      return new Trip(Double.parseDouble(parts[0]), roads);
    }
  }

  /** What is believed of the time of a road. */
  record Belief(double mean, double variance) {}

  /** The shares of a road: how many, their sum, and the sum of their expected squares. */
  record Shares(long count, double sum, double squares) {
    static Shares plus(Shares left, Shares right) {
      return new Shares(
          left.count + right.count, left.sum + right.sum, left.squares + right.squares);
    }

    Belief belief() {
      double mean = sum / count;
      return new Belief(mean, Math.max(squares / count - mean * mean, LEAST_VARIANCE));
    }
  }

  /** {@code TrafficEm [FILE [ITERATIONS]]}. */
  public static void main(String[] arguments) {
    int iterations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_ITERATIONS;
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> lines =
          arguments.length > 0 ? brasa.textFile(arguments[0]) : brasa.parallelize(ownLines());
      RDD<Trip> trips = lines.map(Trip::parse).cache();
      Map<Integer, Shares> shares = evenShares(trips);
      for (int i = 1; i <= iterations; i++) {
        Broadcast<Map<Integer, Belief>> beliefs = brasa.broadcast(beliefs(shares));
        double likelihood = trips.mapToDouble(trip -> logDensity(trip, beliefs.value())).sum();
        System.out.printf(Locale.ROOT, "iteration %d\t%.6f%n", i, likelihood);
        shares =
            trips
                .flatMapToPair(trip -> shares(trip, beliefs.value()))
                .reduceByKey(Shares::plus)
                .collectAsMap();
        beliefs.destroy();
      }
      print(shares, arguments.length == 0);
    }
  }

  /** To begin with, all roads of a trip took the same time. */
  private static Map<Integer, Shares> evenShares(RDD<Trip> trips) {
    return trips
        .flatMapToPair(
            trip -> {
              double even = trip.seconds / trip.roads.length;
              return Arrays.stream(trip.roads)
                  .mapToObj(road -> Pair.of(road, new Shares(1, even, even * even)))
                  .iterator();
            })
        .reduceByKey(Shares::plus)
        .collectAsMap();
  }

  private static Map<Integer, Belief> beliefs(Map<Integer, Shares> shares) {
    Map<Integer, Belief> beliefs = new TreeMap<>();
    shares.forEach((road, ofRoad) -> beliefs.put(road, ofRoad.belief()));
    return beliefs;
  }

  /** The mean and the variance of the time of a whole trip. */
  private static Belief whole(Trip trip, Map<Integer, Belief> beliefs) {
    double mean = 0;
    double variance = 0;
    for (int road : trip.roads) {
      mean += beliefs.get(road).mean;
      variance += beliefs.get(road).variance;
    }
    return new Belief(mean, variance);
  }

  /**
   * What each road took of a trip's seconds: what was expected of it and, of what the trip took
   * longer or shorter than expected, a part by its variance.
   */
  private static Iterator<Pair<Integer, Shares>> shares(Trip trip, Map<Integer, Belief> beliefs) {
    Belief whole = whole(trip, beliefs);
    List<Pair<Integer, Shares>> shares = new ArrayList<>();
    for (int road : trip.roads) {
      Belief belief = beliefs.get(road);
      double part = belief.variance / whole.variance;
      double share = belief.mean + part * (trip.seconds - whole.mean);
      double uncertainty = belief.variance * (1 - part);
      shares.add(Pair.of(road, new Shares(1, share, share * share + uncertainty)));
    }
    return shares.iterator();
  }

  private static double logDensity(Trip trip, Map<Integer, Belief> beliefs) {
    Belief whole = whole(trip, beliefs);
    double off = trip.seconds - whole.mean;
    return -0.5 * (Math.log(2 * Math.PI * whole.variance) + off * off / whole.variance);
  }

  private static void print(Map<Integer, Shares> shares, boolean isTruthKnown) {
    new TreeMap<>(shares)
        .forEach(
            (road, ofRoad) -> {
              Belief belief = ofRoad.belief();
              String line =
                  String.format(
                      Locale.ROOT,
                      "%d\t%.6f\t%.6f\t%d",
                      road,
                      belief.mean,
                      Math.sqrt(belief.variance),
                      ofRoad.count);
              System.out.println(
                  isTruthKnown
                      ? line + "\ttruly " + trueMean(road) + ", " + trueDeviation(road)
                      : line);
            });
  }

  /** Trips along one to four roads of a ring, one after the other. */
  static List<String> ownLines() {
    Random random = new Random(42);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < OWN_TRIPS; i++) {
      int first = random.nextInt(OWN_ROADS);
      int length = 1 + random.nextInt(4);
      double seconds = 0;
      StringBuilder roads = new StringBuilder();
      for (int r = first; r < first + length; r++) {
        int road = r % OWN_ROADS;
        seconds += trueMean(road) + trueDeviation(road) * random.nextGaussian();
        roads.append(r == first ? "" : " ").append(road);
      }
      lines.add(seconds + "\t" + roads);
    }
    return lines;
  }

  static double trueMean(int road) {
    return 20 + 7 * road % 40;
  }

  static double trueDeviation(int road) {
    return 1 + road % 4;
  }
}
