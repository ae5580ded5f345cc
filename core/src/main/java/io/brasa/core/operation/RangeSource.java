package io.brasa.core.operation;

import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The longs from one to another by a step, cut into slices of nearly equal length. */
public final class RangeSource implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<Slice> slices;

  /** {@code count} numbers beginning at {@code first}. */
  public record Slice(long first, long step, long count) {}

  public RangeSource(long start, long end, long step, int sliceCount) {
    if (step == 0) throw new IllegalArgumentException("step 0");
    if (sliceCount < 1) throw new IllegalArgumentException("partition count " + sliceCount);
    // From the least to the greatest long by one is more than a long counts.
    BigInteger count = count(start, end, step);
    slices = new ArrayList<>(sliceCount);
    for (int i = 0; i < sliceCount; i++) {
      BigInteger from = part(count, i, sliceCount);
      long length = part(count, i + 1, sliceCount).subtract(from).longValueExact();
      // The product may not fit, but what wraps comes back: the sum does.
      slices.add(new Slice(start + from.longValue() * step, step, length));
    }
  }

  private static BigInteger count(long start, long end, long step) {
    BigInteger distance = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start));
    BigInteger by = BigInteger.valueOf(step);
    if (distance.signum() != by.signum()) return BigInteger.ZERO;
    return distance.add(by).subtract(BigInteger.valueOf(by.signum())).divide(by);
  }

  private static BigInteger part(BigInteger count, int slice, int sliceCount) {
    return count.multiply(BigInteger.valueOf(slice)).divide(BigInteger.valueOf(sliceCount));
  }

  @Override
  public String name() {
    return "range";
  }

  @Override
  public List<?> splits() {
    return slices;
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    Slice slice = (Slice) split;
    context.countInput(slice.count, 0);
    return new Iterator<Long>() {
      private long left = slice.count;
      private long next = slice.first;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public Long next() {
        if (left == 0) throw new NoSuchElementException();
        left--;
        long value = next;
        next += slice.step;
        return value;
      }
    };
  }
}
