package io.brasa.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Means and variances over many draws, four standard errors wide. */
final class TestDraws {
  private static final int DRAWS = 20_000;
  private final SplittableRandom random = new SplittableRandom(1);

  private static void check(String what, LongSupplier draw, double mean, double variance) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double value = draw.getAsLong() - mean;
      sum += value;
      squares += value * value;
    }
    assertEquals(0, sum / DRAWS, 4 * Math.sqrt(variance / DRAWS) + 1e-12, what + ": mean");
    assertEquals(variance, squares / DRAWS, 0.1 * variance + 1e-12, what + ": variance");
  }

  @Test
  void drawsBinomialNumbers() {
    for (long trials : new long[] {1, 7, 100, 1_000_000})
      for (double p : new double[] {0.001, 0.2, 0.5, 0.97})
        if (trials * p * (1 - p) > 0.1)
          check(
              trials + " at " + p,
              () -> Draws.binomial(random, trials, p),
              trials * p,
              trials * p * (1 - p));
    assertEquals(0, Draws.binomial(random, 5, 0));
    assertEquals(5, Draws.binomial(random, 5, 1));
    assertEquals(0, Draws.binomial(random, 0, 0.5));
  }

  @Test
  void drawsHypergeometricNumbers() {
    for (long[] urn :
        new long[][] {{3, 4, 2}, {50, 70, 100}, {1000, 9000, 500}, {4_000_000, 1_000_000, 9_000}}) {
      long marked = urn[0];
      double total = urn[0] + urn[1];
      double drawn = urn[2];
      double mean = drawn * marked / total;
      double variance = mean * (1 - marked / total) * (total - drawn) / (total - 1);
      check(
          marked + " of " + total,
          () -> Draws.hypergeometric(random, urn[0], urn[1], urn[2]),
          mean,
          variance);
    }
    assertEquals(3, Draws.hypergeometric(random, 3, 0, 3));
    assertEquals(0, Draws.hypergeometric(random, 0, 3, 2));
    assertEquals(2, Draws.hypergeometric(random, 5, 0, 2));
  }

  @Test
  void drawsPoissonNumbers() {
    for (double mean : new double[] {0.01, 0.7, 3, 12, 4000})
      check("mean " + mean, () -> Draws.poisson(random, mean), mean, mean);
    assertEquals(0, Draws.poisson(random, 0));
  }

  @Test
  void givesPartitionsDifferentChances() {
    assertTrue(Draws.ofPartition(1, 0).nextLong() != Draws.ofPartition(1, 1).nextLong());
    assertEquals(Draws.ofPartition(1, 2).nextLong(), Draws.ofPartition(1, 2).nextLong());
  }
}
