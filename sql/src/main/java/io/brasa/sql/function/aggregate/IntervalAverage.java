package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.kernel.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** Means of intervals, halves rounded away from zero; sums beyond 64 bits fail or give null. */
final class IntervalAverage extends RowAccumulator {
  private final DataType type;
  private final boolean isNullOnOverflow;
  private long[] sums = {};
  private long[] counts = {};
  private boolean[] isLost = {};

  IntervalAverage(DataType type, boolean isNullOnOverflow) {
    this.type = type;
    this.isNullOnOverflow = isNullOnOverflow;
  }

  @Override
  void grow(int count) {
    sums = Arrays.copyOf(sums, count);
    counts = Arrays.copyOf(counts, count);
    isLost = Arrays.copyOf(isLost, count);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    Column column = arguments[0];
    if (column.isNull(row)) return;
    add(group, type.storage() == Storage.INT ? column.intAt(row) : column.longAt(row), 1);
  }

  private void add(int group, long value, long count) {
    long sum = sums[group] + value;
    if (((sums[group] ^ sum) & (value ^ sum)) < 0) {
      if (!isNullOnOverflow)
        throw Failures.overflow("avg: " + sums[group] + " + " + value, type.sql(), "try_avg");
      isLost[group] = true;
    }
    sums[group] = sum;
    counts[group] += count;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.LONG, AtomicType.LONG);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    ((LongBuilder) out.get(0)).append(sums[group]);
    ((LongBuilder) out.get(1)).append(isLost[group] ? -1 : counts[group]);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    long count = states[1].longAt(row);
    if (count < 0) isLost[group] = true;
    else add(group, states[0].longAt(row), count);
  }

  @Override
  void result(int group, VectorBuilder out) {
    if (counts[group] == 0 || isLost[group]) {
      out.appendNull();
      return;
    }
    BigDecimal count = BigDecimal.valueOf(counts[group]);
    long mean = BigDecimal.valueOf(sums[group]).divide(count, 0, RoundingMode.HALF_UP).longValue();
    if (out instanceof IntBuilder months) months.append((int) mean);
    else ((LongBuilder) out).append(mean);
  }

  @Override
  DataType type() {
    return type;
  }

  @Override
  void forget() {
    sums = new long[0];
    counts = new long[0];
    isLost = new boolean[0];
  }

  @Override
  public long sizeBytes() {
    return 17L * sums.length;
  }
}
