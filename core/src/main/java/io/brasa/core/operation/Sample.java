package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Some records of each partition, by chance: each at most once with probability {@code fraction},
 * or as often as a Poisson distribution of mean {@code fraction} says. Small fractions draw the gap
 * to the next record taken rather than a number for each (geometric gaps; Vitter, An efficient
 * algorithm for sequential random sampling, 1987, section 2). What is drawn depends on seed and
 * partition alone.
 */
public record Sample(boolean withReplacement, double fraction, long seed) implements Operation {
  /** Above this a number for each record costs less than logarithms for gaps. */
  private static final double LARGEST_GAP_FRACTION = 0.4;

  public Sample {
    if (!(fraction >= 0) || Double.isInfinite(fraction))
      throw new IllegalArgumentException("fraction " + fraction);
    if (!withReplacement && fraction > 1)
      throw new IllegalArgumentException("fraction " + fraction + " without replacement");
  }

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    SplittableRandom random = Draws.ofPartition(seed, partition);
    Times times = withReplacement ? new Poisson(fraction, random) : new Coin(fraction, random);
    return new Taken(inputs.read(0, partition), times);
  }

  /** How often to take the records, one after the other. */
  private interface Times {
    /** How many records to leave out before one is taken; a large number for ever. */
    long gap();

    /** How often to take that one, at least once. */
    int count();
  }

  private record Coin(double fraction, SplittableRandom random) implements Times {
    @Override
    public long gap() {
      return gap(fraction, random);
    }

    /** Records left out before one that is taken with probability {@code p}. */
    static long gap(double p, SplittableRandom random) {
      if (p >= 1) return 0;
      if (p <= 0) return Long.MAX_VALUE;
      if (p > LARGEST_GAP_FRACTION) {
        long gap = 0;
        while (random.nextDouble() >= p) gap++;
        return gap;
      }
      // 1 - u is in (0, 1], so the logarithm is finite.
      return (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-p));
    }

    @Override
    public int count() {
      return 1;
    }
  }

  /**
   * Zero is left to the gap, so that the count is of the distribution given that it is not zero.
   */
  private record Poisson(double mean, SplittableRandom random) implements Times {
    /** Below it inversion from zero is exact in doubles and short (Devroye 1986, X.3.3). */
    private static final double LARGEST_INVERTED = 16;

    @Override
    public long gap() {
      return Coin.gap(-Math.expm1(-mean), random);
    }

    @Override
    public int count() {
      if (mean <= LARGEST_INVERTED)
        return inverted(mean, Math.exp(-mean) + random.nextDouble() * -Math.expm1(-mean));
      long count = 0;
      while (count == 0) count = Draws.poisson(random, mean);
      return Math.toIntExact(count);
    }

    /** The least k whose cumulated probability exceeds {@code u}. */
    private static int inverted(double mean, double u) {
      double probability = Math.exp(-mean);
      double cumulated = probability;
      int k = 0;
      while (u >= cumulated && probability > 0) {
        k++;
        probability *= mean / k;
        cumulated += probability;
      }
      return k;
    }
  }

  private static final class Taken implements Iterator<Object> {
    private final Iterator<?> records;
    private final Times times;
    private Object current;
    private int left;

    Taken(Iterator<?> records, Times times) {
      this.records = records;
      this.times = times;
    }

    @Override
    public boolean hasNext() {
      if (left > 0) return true;
      for (long gap = times.gap(); gap > 0 && records.hasNext(); gap--) records.next();
      if (!records.hasNext()) return false;
      current = records.next();
      left = times.count();
      return true;
    }

    @Override
    public Object next() {
      if (!hasNext()) throw new NoSuchElementException();
      left--;
      return current;
    }
  }
}
