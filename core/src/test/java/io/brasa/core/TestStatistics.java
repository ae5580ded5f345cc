package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestStatistics {
  private final BrasaContext brasa = BrasaContext.builder().master("local[2]").build();

  @AfterEach
  void close() {
    brasa.close();
  }

  @Test
  void mergesToTheSameAsOnePassHoweverTheNumbersAreDivided() {
    long seed = 17;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      double[] values = random.doubles(1 + random.nextInt(50), -5, 1e6).toArray();
      StatCounter whole = StatCounter.of(values);
      int cut = random.nextInt(values.length + 1);
      StatCounter merged =
          StatCounter.of(Arrays.copyOf(values, cut))
              .merge(StatCounter.of(Arrays.copyOfRange(values, cut, values.length)));
      String message = "seed " + seed + " round " + round;
      assertEquals(whole.count(), merged.count(), message);
      assertEquals(whole.mean(), merged.mean(), 1e-9 * Math.abs(whole.mean()) + 1e-9, message);
      assertEquals(whole.variance(), merged.variance(), 1e-9 * (whole.variance() + 1), message);
      assertEquals(whole.max(), merged.max(), message);
      assertEquals(whole.min(), merged.min(), message);
      assertEquals(whole.sum(), merged.sum(), 1e-9, message);
    }
  }

  @Test
  void doesNotCancelWhereASumOfSquaresWould() {
    StatCounter stats = StatCounter.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
    assertEquals(22.5, stats.popVariance());
    assertEquals(30, stats.sampleVariance());
    assertEquals(1, StatCounter.of(1e100, 1, -1e100).sum());
    assertEquals(Double.POSITIVE_INFINITY, StatCounter.of(1, Double.POSITIVE_INFINITY).sum());
  }

  @Test
  void mergesWithItselfAndCopies() {
    StatCounter stats = StatCounter.of(1, 3);
    StatCounter copy = stats.copy();
    stats.merge(stats);
    assertEquals(4, stats.count());
    assertEquals(2, stats.mean());
    assertEquals(8, stats.sum());
    assertEquals(2, copy.count());
    assertEquals("(count: 2, mean: 2.0, stdev: 1.0, max: 3.0, min: 1.0)", copy.toString());
  }

  @Test
  void countsInBucketsThatAreOpenAboveButTheLast() {
    DoubleRDD rdd =
        brasa.parallelizeDoubles(List.of(1.0, 9.9, 10.0, 20.0, 50.0, 50.1, Double.NaN), 3);
    assertArrayEquals(new long[] {2, 1, 2}, rdd.histogram(new double[] {1, 10, 20, 50}));
    assertArrayEquals(new long[] {0, 2}, rdd.histogram(new Double[] {20.0, 20.0, 50.0}, false));
    assertThrows(IllegalArgumentException.class, () -> rdd.histogram(new double[] {1}));
    assertThrows(IllegalArgumentException.class, () -> rdd.histogram(new double[] {2, 1}));
    assertEquals(
        CoreError.VALUE_OUT_OF_RANGE,
        assertThrows(EngineException.class, () -> rdd.histogram(2)).code());
  }

  @Test
  void makesEvenBucketsFromLeastToGreatest() {
    DoubleRDD rdd = brasa.parallelizeDoubles(List.of(0.0, 2.0, 4.0, 5.0, 10.0), 2);
    Pair<double[], long[]> found = rdd.histogram(5);
    assertArrayEquals(new double[] {0, 2, 4, 6, 8, 10}, found._1());
    assertArrayEquals(new long[] {1, 1, 2, 0, 1}, found._2());
    Pair<double[], long[]> one = brasa.parallelizeDoubles(List.of(3.0, 3.0), 2).histogram(7);
    assertArrayEquals(new double[] {3, 3}, one._1());
    assertArrayEquals(new long[] {2}, one._2());
  }

  /** A division and a search must agree on every value, on bounds and beside them above all. */
  @Test
  void findsTheSameBucketByDivisionAndBySearch() {
    long seed = 23;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      double min = random.nextGaussian() * Math.pow(10, random.nextInt(-5, 300));
      double max = min + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(-5, 300));
      Buckets even = Buckets.even(min, max, 1 + random.nextInt(30));
      Buckets given = new Buckets(even.bounds(), false);
      double bound = even.bounds()[random.nextInt(even.bounds().length)];
      for (double value : new double[] {bound, Math.nextUp(bound), Math.nextDown(bound)})
        assertEquals(given.of(value), even.of(value), "seed " + seed + " round " + round);
    }
  }

  @Test
  void sumsLongsExactlyAndRefusesWhatDoesNotFit() {
    LongRDD fits =
        brasa.parallelizeLongs(List.of(Long.MAX_VALUE, Long.MAX_VALUE, -Long.MAX_VALUE), 2);
    assertEquals(Long.MAX_VALUE, fits.sum());
    assertEquals(Long.MAX_VALUE / 3.0, fits.mean());
    LongRDD tooMuch = brasa.parallelizeLongs(List.of(Long.MAX_VALUE, 1L), 1);
    assertEquals(
        CoreError.VALUE_OUT_OF_RANGE, assertThrows(EngineException.class, tooMuch::sum).code());
  }

  @Test
  void countsFromAnyLongToAnyOther() {
    assertEquals(List.of(3L, 5L, 7L), brasa.range(3, 9, 2, 2).collect());
    assertEquals(List.of(3L, 1L), brasa.range(3, 0, -2, 5).collect());
    assertEquals(List.of(), brasa.range(3, 3).collect());
    assertEquals(List.of(), brasa.range(3, 9, -1, 3).collect());
    long step = 1L << 62;
    assertEquals(
        List.of(Long.MIN_VALUE, Long.MIN_VALUE + step, 0L, step),
        brasa.range(Long.MIN_VALUE, Long.MAX_VALUE, step, 3).collect());
    assertEquals(1_000_000L * 999_999 / 2, brasa.range(0, 1_000_000, 1, 4).sum());
    assertThrows(IllegalArgumentException.class, () -> brasa.range(0, 1, 0, 1));
  }

  @Test
  void ordersWhatIsNotANumberAboveAll() {
    DoubleRDD rdd = brasa.parallelizeDoubles(List.of(0.0, -0.0, Double.NaN, 1.0), 2);
    assertEquals(Double.NaN, rdd.max());
    assertEquals(-0.0, rdd.min());
  }
}
