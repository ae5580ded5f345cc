package io.brasa.core.shared;

/** Sum, count and average of double numbers. A copy belongs to one thread. */
public final class DoubleAccumulator extends AccumulatorV2<Double, Double> {
  private static final long serialVersionUID = 1L;

  private double sum;
  private long count;

  @Override
  public boolean isZero() {
    return count == 0;
  }

  @Override
  public DoubleAccumulator copy() {
    DoubleAccumulator copy = new DoubleAccumulator();
    copy.sum = sum;
    copy.count = count;
    return copy;
  }

  @Override
  public void reset() {
    sum = 0;
    count = 0;
  }

  @Override
  public void add(Double value) {
    add(value.doubleValue());
  }

  public void add(double value) {
    DoubleAccumulator target = (DoubleAccumulator) target();
    target.sum += value;
    target.count++;
  }

  @Override
  public void merge(AccumulatorV2<Double, Double> other) {
    DoubleAccumulator added = (DoubleAccumulator) other;
    sum += added.sum;
    count += added.count;
  }

  @Override
  public Double value() {
    return sum;
  }

  public double sum() {
    return sum;
  }

  public long count() {
    return count;
  }

  /** Not a number while nothing has been added. */
  public double avg() {
    return (double) sum / count;
  }
}
