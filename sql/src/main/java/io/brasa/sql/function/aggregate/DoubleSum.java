package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.SummedStates;
import io.brasa.sql.kernel.Operands;
import java.util.Arrays;
import java.util.List;

/**
 * Sums and averages as doubles. Each group's sum and count lie side by side, since with many groups
 * it is the way to them that costs.
 */
final class DoubleSum implements Accumulator, SummedStates {
  private final boolean isAverage;

  /** For each group the sum, and how many values it is of. */
  private double[] cells = {};

  DoubleSum(boolean isAverage) {
    this.isAverage = isAverage;
  }

  @Override
  public void reserve(int count) {
    if (2L * count > cells.length)
      cells = Arrays.copyOf(cells, 2 * Math.max(count, cells.length));
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    Vector argument = arguments[0];
    if (groups != null && rows == null && !argument.mayHaveNulls()) {
      if (argument instanceof IntVector ints) {
        addInts(groups, ints.values(), length);
        return;
      }
      if (argument instanceof DoubleVector doubles) {
        addDoubles(groups, doubles.values(), length);
        return;
      }
    }
    double[] values = Read.doubles(argument);
    int mask = Operands.mask(argument);
    boolean[] nulls = Operands.nulls(length, argument);
    int count = rows == null ? length : rows.count();
    int[] selected = rows == null ? null : rows.rows();
    if (groups == null) addAll(values, mask, nulls, count, selected);
    else addSome(groups, values, mask, nulls, count, selected);
  }

  private void addInts(int[] groups, int[] values, int count) {
    double[] to = cells;
    for (int i = 0; i < count; i++) {
      int at = 2 * groups[i];
      to[at] += values[i];
      to[at + 1]++;
    }
  }

  private void addDoubles(int[] groups, double[] values, int count) {
    double[] to = cells;
    for (int i = 0; i < count; i++) {
      int at = 2 * groups[i];
      to[at] += values[i];
      to[at + 1]++;
    }
  }

  private void addSome(
      int[] groups, double[] values, int mask, boolean[] nulls, int count, int[] rows) {
    double[] to = cells;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      if (nulls != null && nulls[row]) continue;
      int at = 2 * groups[i];
      to[at] += values[row & mask];
      to[at + 1]++;
    }
  }

  private void addAll(double[] values, int mask, boolean[] nulls, int count, int[] rows) {
    double sum = cells[0];
    int seen = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      if (nulls != null && nulls[row]) continue;
      sum += values[row & mask];
      seen++;
    }
    cells[0] = sum;
    cells[1] += seen;
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
    int length = to - from;
    double[] sums = new double[length];
    long[] counts = new long[length];
    for (int i = 0; i < length; i++) {
      sums[i] = cells[2 * (from + i)];
      counts[i] = (long) cells[2 * (from + i) + 1];
    }
    return List.of(
        new DoubleVector(AtomicType.DOUBLE, length, sums, null),
        new LongVector(AtomicType.LONG, length, counts, null));
  }

  @Override
  public void merge(int[] groups, Vector[] states, int length) {
    double[] sums = Operands.doubles(states[0]);
    long[] counts = Operands.longs(states[1]);
    int sumMask = Operands.mask(states[0]);
    int countMask = Operands.mask(states[1]);
    for (int i = 0; i < length; i++) {
      int at = 2 * groups[i];
      cells[at] += sums[i & sumMask];
      cells[at + 1] += counts[i & countMask];
    }
  }

  @Override
  public Vector results(int from, int to) {
    int length = to - from;
    double[] values = new double[length];
    boolean[] nulls = null;
    for (int i = 0; i < length; i++) {
      double sum = cells[2 * (from + i)];
      double count = cells[2 * (from + i) + 1];
      values[i] = isAverage ? sum / count : sum;
      if (count > 0) continue;
      if (nulls == null) nulls = new boolean[length];
      nulls[i] = true;
    }
    return new DoubleVector(AtomicType.DOUBLE, length, values, nulls);
  }

  @Override
  public void clear() {
    cells = new double[0];
  }

  @Override
  public long sizeBytes() {
    return 8L * cells.length;
  }
}
