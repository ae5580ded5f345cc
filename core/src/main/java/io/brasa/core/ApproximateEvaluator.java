package io.brasa.core;

/**
 * Makes a result of what is known so far, for {@link BrasaContext#runApproximateJob}. Runs on the
 * driver; its methods are never called two at a time.
 *
 * @param <U> what a partition gives
 * @param <R> the result
 */
public interface ApproximateEvaluator<U, R> {
  /** Takes what a partition has given, once for each of them, in an order by chance. */
  void merge(U value);

  /** The result of all that was taken; the last one when all partitions were. */
  R currentResult();
}
