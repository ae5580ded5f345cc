package io.brasa.core.shared;

/** Sum, count and average of long numbers. A copy belongs to one thread. */
public final class LongAccumulator extends AccumulatorV2<Long, Long> {
  private static final long serialVersionUID = 1L;

  private long sum;
  private long count;

  @Override
  public boolean isZero() {
    return count == 0;
  }

  @Override
  public LongAccumulator copy() {
    LongAccumulator copy = new LongAccumulator();
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
  public void add(Long value) {
    add(value.longValue());
  }

  public void add(long value) {
    LongAccumulator target = (LongAccumulator) target();
    target.sum += value;
    target.count++;
  }

  @Override
  public void merge(AccumulatorV2<Long, Long> other) {
    LongAccumulator added = (LongAccumulator) other;
    sum += added.sum;
    count += added.count;
  }

  @Override
  public Long value() {
    return sum;
  }

  public long sum() {
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
