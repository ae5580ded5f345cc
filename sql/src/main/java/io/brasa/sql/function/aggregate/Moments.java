package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Operands;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Selection;
import java.util.Arrays;
import java.util.List;

/**
 * Variances, deviations, skewness and kurtosis of doubles, in one pass: count, mean and sums of
 * powers of the differences from it, merged by the formulas of Pébay (Formulas for robust, one-pass
 * parallel computation of covariances and arbitrary-order statistical moments, 2008).
 */
final class Moments extends RowAccumulator {
  private static final int ALL_FIELDS = 5;
  private static final int FIELDS_OF_SPREAD = 3;

  /** What is made of the moments. */
  enum Measure {
    VARIANCE_POPULATION,
    VARIANCE_SAMPLE,
    DEVIATION_POPULATION,
    DEVIATION_SAMPLE,
    SKEWNESS,
    KURTOSIS
  }

  private final Measure measure;

  /** How many moments the measure needs. */
  private final int fields;

  /** For each group count, mean, and the sums of second, third and fourth powers. */
  private double[] moments = {};

  Moments(Measure measure) {
    this.measure = measure;
    this.fields = isShape() ? ALL_FIELDS : FIELDS_OF_SPREAD;
  }

  private boolean isShape() {
    return measure == Measure.SKEWNESS || measure == Measure.KURTOSIS;
  }

  @Override
  void grow(int count) {
    if (fields * count > moments.length)
      moments = Arrays.copyOf(moments, fields * Math.max(count, moments.length * 2 / fields));
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    if (isShape()) {
      super.add(groups, arguments, length, rows);
      return;
    }
    double[] values = Operands.doubles(arguments[0]);
    int mask = Operands.mask(arguments[0]);
    boolean[] nulls = Operands.nulls(length, arguments[0]);
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls == null || !nulls[row])
        addOne(moments, FIELDS_OF_SPREAD * (groups == null ? 0 : groups[i]), values[row & mask]);
    }
  }

  private static void addOne(double[] moments, int at, double value) {
    double before = moments[at];
    double all = before + 1;
    double delta = value - moments[at + 1];
    double part = delta / all;
    moments[at] = all;
    moments[at + 1] += part;
    moments[at + 2] += delta * part * before;
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (!arguments[0].isNull(row)) merge(group, 1, arguments[0].doubleAt(row), 0, 0, 0);
  }

  private void merge(int group, double n, double mean, double two, double three, double four) {
    if (n == 0) return;
    int at = group * fields;
    double m = moments[at];
    double all = m + n;
    double delta = mean - moments[at + 1];
    double part = delta / all;
    double square = delta * part * m * n;
    double oldTwo = moments[at + 2];
    moments[at] = all;
    moments[at + 1] += part * n;
    moments[at + 2] += two + square;
    if (!isShape()) return;
    double oldThree = moments[at + 3];
    moments[at + 3] += three + square * part * (m - n) + 3 * part * (m * two - n * oldTwo);
    moments[at + 4] +=
        four
            + square * part * part * (m * m - m * n + n * n)
            + 6 * part * part * (m * m * two + n * n * oldTwo)
            + 4 * part * (m * three - n * oldThree);
  }

  @Override
  public List<DataType> stateTypes() {
    return java.util.Collections.nCopies(fields, AtomicType.DOUBLE);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    for (int i = 0; i < fields; i++)
      ((DoubleBuilder) out.get(i)).append(moments[group * fields + i]);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    merge(
        group,
        states[0].doubleAt(row),
        states[1].doubleAt(row),
        states[2].doubleAt(row),
        isShape() ? states[3].doubleAt(row) : 0,
        isShape() ? states[4].doubleAt(row) : 0);
  }

  @Override
  void result(int group, VectorBuilder out) {
    double count = moments[group * fields];
    double two = moments[group * fields + 2];
    boolean isSample = measure == Measure.VARIANCE_SAMPLE || measure == Measure.DEVIATION_SAMPLE;
    if (count == 0 || isSample && count == 1 || isShape() && two == 0) {
      out.appendNull();
      return;
    }
    double result =
        switch (measure) {
          case VARIANCE_POPULATION -> two / count;
          case VARIANCE_SAMPLE -> two / (count - 1);
          case DEVIATION_POPULATION -> Math.sqrt(two / count);
          case DEVIATION_SAMPLE -> Math.sqrt(two / (count - 1));
          case SKEWNESS ->
              Math.sqrt(count) * moments[group * fields + 3] / Math.sqrt(two * two * two);
          case KURTOSIS -> count * moments[group * fields + 4] / (two * two) - 3;
        };
    ((DoubleBuilder) out).append(result);
  }

  @Override
  DataType type() {
    return AtomicType.DOUBLE;
  }

  @Override
  void forget() {
    moments = new double[0];
  }

  @Override
  public long sizeBytes() {
    return 8L * moments.length;
  }
}
