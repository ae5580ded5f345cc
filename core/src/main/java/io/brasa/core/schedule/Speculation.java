package io.brasa.core.schedule;

/**
 * When a task that takes much longer than the others of its stage gets a copy on another executor;
 * the first of the two that ends well counts.
 *
 * @param isOn whether there are copies at all
 * @param quantile the part of a stage's tasks that must have ended before any of the others counts
 *     as late
 * @param multiplier how many times the median of those it may take
 * @param minimumMillis what it may take in any case
 */
public record Speculation(boolean isOn, double quantile, double multiplier, long minimumMillis) {
  /** No copies. */
  public static final Speculation OFF = new Speculation(false, 0.9, 3, 100);

  public Speculation {
    if (!(quantile > 0 && quantile <= 1))
      throw new IllegalArgumentException("quantile: " + quantile);
    if (!(multiplier >= 1)) throw new IllegalArgumentException("multiplier: " + multiplier);
    if (minimumMillis < 0) throw new IllegalArgumentException("minimumMillis: " + minimumMillis);
  }
}
