package io.brasa.core;

import java.io.Serializable;

/**
 * A sum of doubles that keeps what rounding takes away (Neumaier, Rundungsfehleranalyse einiger
 * Verfahren zur Summation endlicher Summen, 1974). Not thread-safe.
 */
final class DoubleSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private double high;
  private double low;

  DoubleSum() {}

  DoubleSum(double high, double low) {
    this.high = high;
    this.low = low;
  }

  void add(double value) {
    double sum = high + value;
    low += Math.abs(high) >= Math.abs(value) ? high - sum + value : value - sum + high;
    high = sum;
  }

  void merge(DoubleSum other) {
    double lows = low + other.low;
    low = 0;
    add(other.high);
    low += lows;
  }

  double high() {
    return high;
  }

  double low() {
    return low;
  }

  /** Infinities make the lower part no number; the upper one is right then. */
  double value() {
    return Double.isFinite(high) ? high + low : high;
  }
}
