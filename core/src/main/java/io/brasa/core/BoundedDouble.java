package io.brasa.core;

/**
 * An estimate: the true value is between {@code low} and {@code high} with probability {@code
 * confidence}, and all three are the same when it is known.
 */
public record BoundedDouble(double mean, double confidence, double low, double high) {
  static BoundedDouble exact(double value) {
    return new BoundedDouble(value, 1, value, value);
  }

  @Override
  public String toString() {
    return "[" + low + ", " + high + "]";
  }
}
