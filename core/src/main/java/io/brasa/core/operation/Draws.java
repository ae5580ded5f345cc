package io.brasa.core.operation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers of discrete distributions, by inversion that starts at the mode and takes values
 * to both sides in turn (Kemp, "A modal method for generating binomial variables", 1986): about as
 * many steps as the standard deviation, and exact as far as doubles are.
 */
public final class Draws {
  private static final double MEAN_OF_FEW = 10;

  private Draws() {}

  /** The source of chance of one partition, the same whenever it is computed. */
  public static SplittableRandom ofPartition(long seed, int partition) {
    return new SplittableRandom(seed ^ (partition + 1) * 0xD1342543DE82EF95L);
  }

  /** How many of so many trials succeed, each with the given probability. */
  public static long binomial(RandomGenerator random, long trials, double probability) {
    if (trials == 0 || probability <= 0) return 0;
    if (probability >= 1) return trials;
    double odds = probability / (1 - probability);
    Ratio ratio = k -> (double) (trials - k) / (k + 1) * odds;
    if (trials * probability < MEAN_OF_FEW)
      return from(random, 0, Math.exp(trials * Math.log1p(-probability)), 0, trials, ratio);
    long mode = Math.min(trials, (long) ((trials + 1.0) * probability));
    double logarithm =
        logChoose(trials, mode)
            + mode * Math.log(probability)
            + (trials - mode) * Math.log1p(-probability);
    return from(random, mode, Math.exp(logarithm), 0, trials, ratio);
  }

  /** How many of so many draws without replacement are marked. */
  public static long hypergeometric(
      RandomGenerator random, long marked, long others, long drawCount) {
    long min = Math.max(0, drawCount - others);
    long max = Math.min(marked, drawCount);
    if (min == max) return min;
    double expected = (drawCount + 1.0) * (marked + 1.0) / (marked + others + 2.0);
    long mode = Math.clamp((long) expected, min, max);
    double logarithm =
        logChoose(marked, mode)
            + logChoose(others, drawCount - mode)
            - logChoose(marked + others, drawCount);
    Ratio ratio =
        k -> (double) (marked - k) / (k + 1) * (drawCount - k) / (others - drawCount + k + 1.0);
    return from(random, mode, Math.exp(logarithm), min, max, ratio);
  }

  /** The number of events of a Poisson process with the given mean. */
  public static long poisson(RandomGenerator random, double mean) {
    if (mean <= 0) return 0;
    long mode = mean < MEAN_OF_FEW ? 0 : (long) mean;
    double logarithm = mode * Math.log(mean) - mean - logFactorial(mode);
    return from(random, mode, Math.exp(logarithm), 0, Long.MAX_VALUE, k -> mean / (k + 1.0));
  }

  /** The probability of k + 1 over that of k. */
  private interface Ratio {
    double after(long k);
  }

  private static long from(
      RandomGenerator random, long mode, double probability, long min, long max, Ratio ratio) {
    double left = random.nextDouble() - probability;
    double above = probability;
    double below = probability;
    long up = mode;
    long down = mode;
    while (left >= 0) {
      boolean canRise = up < max && above > 0;
      boolean canFall = down > min && below > 0;
      // What is left then is rounding.
      if (!canRise && !canFall) return mode;
      if (canRise) {
        above *= ratio.after(up++);
        left -= above;
        if (left < 0) return up;
      }
      if (canFall) {
        below /= ratio.after(--down);
        left -= below;
        if (left < 0) return down;
      }
    }
    return mode;
  }

  private static double logChoose(long n, long k) {
    return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  }

  /** Stirling's series for all but small numbers. */
  private static double logFactorial(long n) {
    if (n < 32) {
      double sum = 0;
      for (long i = 2; i <= n; i++) sum += Math.log(i);
      return sum;
    }
    double inverse = 1.0 / n;
    double correction =
        inverse * (1.0 / 12 - inverse * inverse * (1.0 / 360 - inverse * inverse / 1260));
    return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + correction;
  }
}
