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

/** Covariances, correlation and the line of least squares; see {@link Moments} for the formulas. */
final class CoMoments extends RowAccumulator {
  private static final int FIELDS = 6;

  /** What is made of the moments. */
  enum Measure {
    COVARIANCE_POPULATION,
    COVARIANCE_SAMPLE,
    CORRELATION,
    /** Of the first argument by the second. */
    SLOPE,
    INTERCEPT,
    DETERMINATION
  }

  private final Measure measure;

  /** For each group count, both means, the sum of products and both of squares of differences. */
  private double[] moments = {};

  CoMoments(Measure measure) {
    this.measure = measure;
  }

  @Override
  void grow(int count) {
    if (FIELDS * count > moments.length)
      moments = Arrays.copyOf(moments, FIELDS * Math.max(count, moments.length * 2 / FIELDS));
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
        addOne(moments, FIELDS * (groups == null ? 0 : groups[i]), x[row & xMask], y[row & yMask]);
    }
  }

  private static void addOne(double[] moments, int at, double x, double y) {
    double before = moments[at];
    double all = before + 1;
    double share = before / all;
    double dx = x - moments[at + 1];
    double dy = y - moments[at + 2];
    moments[at] = all;
    moments[at + 1] += dx / all;
    moments[at + 2] += dy / all;
    moments[at + 3] += dx * dy * share;
    moments[at + 4] += dx * dx * share;
    moments[at + 5] += dy * dy * share;
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (arguments[0].isNull(row) || arguments[1].isNull(row)) return;
    addOne(moments, group * FIELDS, arguments[0].doubleAt(row), arguments[1].doubleAt(row));
  }

  private void merge(
      int group, double n, double x, double y, double products, double xs, double ys) {
    if (n == 0) return;
    int at = group * FIELDS;
    double m = moments[at];
    double all = m + n;
    double dx = x - moments[at + 1];
    double dy = y - moments[at + 2];
    moments[at] = all;
    moments[at + 1] += dx * n / all;
    moments[at + 2] += dy * n / all;
    moments[at + 3] += products + dx * dy * m * n / all;
    moments[at + 4] += xs + dx * dx * m * n / all;
    moments[at + 5] += ys + dy * dy * m * n / all;
  }

  @Override
  public List<DataType> stateTypes() {
    return java.util.Collections.nCopies(FIELDS, AtomicType.DOUBLE);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    for (int i = 0; i < FIELDS; i++)
      ((DoubleBuilder) out.get(i)).append(moments[group * FIELDS + i]);
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
    int at = group * FIELDS;
    double count = moments[at];
    double products = moments[at + 3];
    double squares = moments[at + 4] * moments[at + 5];
    boolean isMissing =
        switch (measure) {
          case COVARIANCE_POPULATION -> count == 0;
          case COVARIANCE_SAMPLE, CORRELATION -> count <= 1;
          case SLOPE, INTERCEPT, DETERMINATION -> count <= 1 || moments[at + 5] == 0;
        };
    if (isMissing || measure == Measure.CORRELATION && squares == 0) {
      out.appendNull();
      return;
    }
    double slope = products / moments[at + 5];
    double result =
        switch (measure) {
          case COVARIANCE_POPULATION -> products / count;
          case COVARIANCE_SAMPLE -> products / (count - 1);
          case CORRELATION -> products / Math.sqrt(squares);
          case SLOPE -> slope;
          case INTERCEPT -> moments[at + 1] - slope * moments[at + 2];
          case DETERMINATION -> moments[at + 4] == 0 ? 1 : products * products / squares;
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
