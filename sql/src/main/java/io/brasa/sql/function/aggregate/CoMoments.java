package io.brasa.sql.function.aggregate;

import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Operands;

/** Covariances, correlation and the line of least squares; see {@link Moments} for the formulas. */
final class CoMoments extends DoubleFields {
  private static final int FIELDS = 6;

  /** What is made of the moments. */
  enum Measure {
    COVARIANCE_POPULATION,
    COVARIANCE_SAMPLE,
    CORRELATION,
    /** Of the first argument by the second. */
    SLOPE,
    INTERCEPT,
    DETERMINATION,
    SQUARES_OF_SECOND,
    SQUARES_OF_FIRST,
    PRODUCTS
  }

  /** Beside, for each group: count, both means, sums of products and of both squares. */
  private final Measure measure;

  CoMoments(Measure measure) {
    super(FIELDS);
    this.measure = measure;
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    double[] x = Operands.doubles(arguments[0]);
    double[] y = Operands.doubles(arguments[1]);
    int xMask = Operands.mask(arguments[0]);
    int yMask = Operands.mask(arguments[1]);
    boolean[] nulls = Operands.nulls(length, arguments);
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls == null || !nulls[row])
        addOne(fields, at(groups == null ? 0 : groups[i]), x[row & xMask], y[row & yMask]);
    }
  }

  private static void addOne(double[] fields, int at, double x, double y) {
    double before = fields[at];
    double all = before + 1;
    double share = before / all;
    double dx = x - fields[at + 1];
    double dy = y - fields[at + 2];
    fields[at] = all;
    fields[at + 1] += dx / all;
    fields[at + 2] += dy / all;
    fields[at + 3] += dx * dy * share;
    fields[at + 4] += dx * dx * share;
    fields[at + 5] += dy * dy * share;
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (arguments[0].isNull(row) || arguments[1].isNull(row)) return;
    addOne(fields, at(group), arguments[0].doubleAt(row), arguments[1].doubleAt(row));
  }

  private void merge(
      int group, double n, double x, double y, double products, double xs, double ys) {
    if (n == 0) return;
    int at = at(group);
    double m = fields[at];
    double all = m + n;
    double dx = x - fields[at + 1];
    double dy = y - fields[at + 2];
    fields[at] = all;
    fields[at + 1] += dx * n / all;
    fields[at + 2] += dy * n / all;
    fields[at + 3] += products + dx * dy * m * n / all;
    fields[at + 4] += xs + dx * dx * m * n / all;
    fields[at + 5] += ys + dy * dy * m * n / all;
  }

  @Override
  void merge(int group, Column[] states, int row) {
    merge(
        group,
        states[0].doubleAt(row),
        states[1].doubleAt(row),
        states[2].doubleAt(row),
        states[3].doubleAt(row),
        states[4].doubleAt(row),
        states[5].doubleAt(row));
  }

  @Override
  void result(int group, VectorBuilder out) {
    int at = at(group);
    double count = fields[at];
    double products = fields[at + 3];
    double squares = fields[at + 4] * fields[at + 5];
    boolean isMissing =
        switch (measure) {
          case COVARIANCE_POPULATION, SQUARES_OF_SECOND, SQUARES_OF_FIRST, PRODUCTS -> count == 0;
          case COVARIANCE_SAMPLE, CORRELATION -> count <= 1;
          case SLOPE, INTERCEPT, DETERMINATION -> count <= 1 || fields[at + 5] == 0;
        };
    if (isMissing || measure == Measure.CORRELATION && squares == 0) {
      out.appendNull();
      return;
    }
    double slope = products / fields[at + 5];
    double result =
        switch (measure) {
          case COVARIANCE_POPULATION -> products / count;
          case COVARIANCE_SAMPLE -> products / (count - 1);
          case CORRELATION -> products / Math.sqrt(squares);
          case SLOPE -> slope;
          case INTERCEPT -> fields[at + 1] - slope * fields[at + 2];
          case DETERMINATION -> fields[at + 4] == 0 ? 1 : products * products / squares;
          case SQUARES_OF_SECOND -> fields[at + 5];
          case SQUARES_OF_FIRST -> fields[at + 4];
          case PRODUCTS -> products;
        };
    ((DoubleBuilder) out).append(result);
  }
}
