package io.brasa.core;

/** How far from the mean the middle part of a distribution reaches, in deviations. */
final class Quantiles {
  private Quantiles() {}

  /**
   * Of Student's distribution: exact for one and two degrees of freedom, else the expansion by
   * Cornish and Fisher as Abramowitz and Stegun give it (26.7.5), good to some per cent at three
   * and better beyond.
   *
   * @param confidence the part in the middle, between zero and one
   */
  static double student(double confidence, int freedom) {
    if (freedom == 1) return Math.tan(Math.PI / 2 * confidence);
    if (freedom == 2) return confidence * Math.sqrt(2 / (1 - confidence * confidence));
    double z = normal(confidence);
    double z2 = z * z;
    double n = freedom;
    double first = z * (z2 + 1) / 4;
    double second = z * ((5 * z2 + 16) * z2 + 3) / 96;
    double third = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double fourth = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
    return z + (first + (second + (third + fourth / n) / n) / n) / n;
  }

  /** Of the normal distribution, by Newton's method from below on its distribution function. */
  static double normal(double confidence) {
    double z = 0;
    for (int i = 0; i < 100; i++) {
      double step = (confidence - middle(z)) / (2 * density(z));
      z += step;
      if (Math.abs(step) < 1e-12) break;
    }
    return z;
  }

  /** The part of the normal distribution between -z and z: the series of its odd powers. */
  private static double middle(double z) {
    double term = z;
    double sum = z;
    for (int k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
      term *= z * z / (2 * k + 1);
      sum += term;
    }
    return 2 * density(z) * sum;
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
