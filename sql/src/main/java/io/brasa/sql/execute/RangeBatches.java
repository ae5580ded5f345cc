package io.brasa.sql.execute;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.LongVector;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.operation.RangeSource;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Long integers by a step, in slices of nearly equal length. */
final class RangeBatches implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<?> slices;

  RangeBatches(long start, long end, long step, int partitionCount) {
    slices = new RangeSource(start, end, step, partitionCount).splits();
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
    RangeSource.Slice slice = (RangeSource.Slice) split;
    context.countInput(slice.count(), 0);
    return new Iterator<Batch>() {
      private long left = slice.count();
      private long next = slice.first();

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public Batch next() {
        if (left <= 0) throw new NoSuchElementException();
        int count = (int) Math.min(left, Batch.ROWS);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) values[i] = next + i * slice.step();
        next += count * slice.step();
        left -= count;
        return Batch.of(count, List.of(new LongVector(AtomicType.LONG, count, values, null)));
      }
    };
  }
}
