package io.brasa.sql.function.aggregate;

import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Operands;

/**
 * Variances, deviations, skewness and kurtosis of doubles, in one pass: count, mean and sums of
 * powers of the differences from it, merged by the formulas of Pébay (Formulas for robust, one-pass
 * parallel computation of covariances and arbitrary-order statistical moments, 2008).
 */
final class Moments extends DoubleFields {
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

  /**
   * Beside, for each group: count, mean, sums of second and, where the shape is asked for, of third
   * and fourth powers.
   */
  private final Measure measure;

  Moments(Measure measure) {
    super(isShape(measure) ? ALL_FIELDS : FIELDS_OF_SPREAD);
    this.measure = measure;
  }

  private static boolean isShape(Measure measure) {
    return measure == Measure.SKEWNESS || measure == Measure.KURTOSIS;
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    if (isShape(measure)) {
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
        addOne(fields, at(groups == null ? 0 : groups[i]), values[row & mask]);
    }
  }

  private static void addOne(double[] fields, int at, double value) {
    double before = fields[at];
    double all = before + 1;
    double delta = value - fields[at + 1];
    double part = delta / all;
    fields[at] = all;
    fields[at + 1] += part;
    fields[at + 2] += delta * part * before;
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (!arguments[0].isNull(row)) merge(group, 1, arguments[0].doubleAt(row), 0, 0, 0);
  }

  private void merge(int group, double n, double mean, double two, double three, double four) {
    if (n == 0) return;
    int at = at(group);
    double m = fields[at];
    double all = m + n;
    double delta = mean - fields[at + 1];
    double part = delta / all;
    double square = delta * part * m * n;
    double oldTwo = fields[at + 2];
    fields[at] = all;
    fields[at + 1] += part * n;
    fields[at + 2] += two + square;
    if (!isShape(measure)) return;
    double oldThree = fields[at + 3];
    fields[at + 3] += three + square * part * (m - n) + 3 * part * (m * two - n * oldTwo);
    fields[at + 4] +=
        four
            + square * part * part * (m * m - m * n + n * n)
            + 6 * part * part * (m * m * two + n * n * oldTwo)
            + 4 * part * (m * three - n * oldThree);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    boolean isShape = isShape(measure);
    merge(
        group,
        states[0].doubleAt(row),
        states[1].doubleAt(row),
        states[2].doubleAt(row),
        isShape ? states[3].doubleAt(row) : 0,
        isShape ? states[4].doubleAt(row) : 0);
  }

  @Override
  void result(int group, VectorBuilder out) {
    double count = fields[at(group)];
    double two = fields[at(group) + 2];
    boolean isSample = measure == Measure.VARIANCE_SAMPLE || measure == Measure.DEVIATION_SAMPLE;
    boolean isShape = isShape(measure);
    if (count == 0 || isSample && count == 1 || isShape && two == 0) {
      out.appendNull();
      return;
    }
    double result =
        switch (measure) {
          case VARIANCE_POPULATION -> two / count;
          case VARIANCE_SAMPLE -> two / (count - 1);
          case DEVIATION_POPULATION -> Math.sqrt(two / count);
          case DEVIATION_SAMPLE -> Math.sqrt(two / (count - 1));
          case SKEWNESS -> Math.sqrt(count) * fields[at(group) + 3] / Math.sqrt(two * two * two);
          case KURTOSIS -> count * fields[at(group) + 4] / (two * two) - 3;
        };
    ((DoubleBuilder) out).append(result);
  }
}
