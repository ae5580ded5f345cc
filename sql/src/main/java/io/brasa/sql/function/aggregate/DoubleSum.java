package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.SummedStates;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Operands;
import java.util.Arrays;
import java.util.List;

/** Sums and averages as doubles. */
final class DoubleSum implements Accumulator, SummedStates {
  private final boolean isAverage;
  private double[] sums = {};
  private long[] counts = {};

  DoubleSum(boolean isAverage) {
    this.isAverage = isAverage;
  }

  @Override
  public void reserve(int count) {
    if (count <= sums.length) return;
    int room = Math.max(count, 2 * sums.length);
    sums = Arrays.copyOf(sums, room);
    counts = Arrays.copyOf(counts, room);
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    double[] values = Read.doubles(arguments[0]);
    int mask = Operands.mask(arguments[0]);
    boolean[] nulls = Operands.nulls(length, arguments[0]);
    int count = rows == null ? length : rows.count();
    if (groups == null) {
      addAll(values, mask, nulls, count, rows);
    } else if (nulls == null) {
      for (int i = 0; i < count; i++) {
        int group = groups[i];
        sums[group] += values[(rows == null ? i : rows.rows()[i]) & mask];
        counts[group]++;
      }
    } else {
      for (int i = 0; i < count; i++) {
        int row = rows == null ? i : rows.rows()[i];
        if (nulls[row]) continue;
        sums[groups[i]] += values[row & mask];
        counts[groups[i]]++;
      }
    }
  }

  private void addAll(double[] values, int mask, boolean[] nulls, int count, Selection rows) {
    double sum = sums[0];
    int seen = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls != null && nulls[row]) continue;
      sum += values[row & mask];
      seen++;
    }
    sums[0] = sum;
    counts[0] += seen;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.DOUBLE, AtomicType.LONG);
  }

  @Override
  public List<Integer> summedStates() {
    return List.of(1);
  }

  @Override
  public List<Vector> states(int from, int to) {
    return List.of(
        new DoubleVector(AtomicType.DOUBLE, to - from, Arrays.copyOfRange(sums, from, to), null),
        new LongVector(AtomicType.LONG, to - from, Arrays.copyOfRange(counts, from, to), null));
  }

  @Override
  public void merge(int[] groups, Vector[] states, int length) {
    Column otherSums = Column.of(states[0]);
    Column otherCounts = Column.of(states[1]);
    for (int i = 0; i < length; i++) {
      sums[groups[i]] += otherSums.doubleAt(i);
      counts[groups[i]] += otherCounts.longAt(i);
    }
  }

  @Override
  public Vector results(int from, int to) {
    int length = to - from;
    double[] values = new double[length];
    boolean[] nulls = null;
    for (int i = 0; i < length; i++) {
      long count = counts[from + i];
      values[i] = isAverage ? sums[from + i] / count : sums[from + i];
      if (count > 0) continue;
      if (nulls == null) nulls = new boolean[length];
      nulls[i] = true;
    }
    return new DoubleVector(AtomicType.DOUBLE, length, values, nulls);
  }

  @Override
  public void clear() {
    sums = new double[0];
    counts = new long[0];
  }

  @Override
  public long sizeBytes() {
    return 16L * sums.length;
  }
}
