package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Operands;

/**
 * Operators on floating-point numbers. Floats are computed as doubles and rounded after each
 * operation, which gives what floats would for these operators.
 */
final class DoubleArithmetic implements Kernel {
  private final Operation operation;
  private final DataType type;
  private final boolean isNullOnFailure;
  private final Expression left;
  private final Expression right;

  DoubleArithmetic(Operation operation, Call call, boolean isNullOnFailure) {
    this.operation = operation;
    this.type = call.type();
    this.left = call.argument(0);
    this.right = call.argument(1);
    this.isNullOnFailure = isNullOnFailure;
  }

  @Override
  public Vector apply(Vector[] arguments, int length, Selection rows) {
    double[] a = Operands.doubles(arguments[0]);
    double[] b = Operands.doubles(arguments[1]);
    int m = Operands.mask(arguments[0]);
    int n = Operands.mask(arguments[1]);
    boolean[] nulls = Operands.nulls(length, arguments);
    double[] out = new double[length];
    boolean isZeroSeen = compute(a, m, b, n, length, out);
    if (isZeroSeen) nulls = zeroDivisions(a, m, b, n, length, rows, nulls);
    if (type == AtomicType.DOUBLE) return new DoubleVector(type, length, out, nulls);
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) floats[i] = (float) out[i];
    return new FloatVector(type, length, floats, nulls);
  }

  /** Whether a divisor was zero. */
  private boolean compute(double[] a, int m, double[] b, int n, int length, double[] out) {
    boolean isZeroSeen = false;
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < length; i++) out[i] = a[i & m] + b[i & n];
      }
      case SUBTRACT -> {
        for (int i = 0; i < length; i++) out[i] = a[i & m] - b[i & n];
      }
      case MULTIPLY -> {
        for (int i = 0; i < length; i++) out[i] = a[i & m] * b[i & n];
      }
      case DIVIDE, WHOLE_DIVIDE -> {
        for (int i = 0; i < length; i++) {
          double y = b[i & n];
          isZeroSeen |= y == 0;
          out[i] = a[i & m] / y;
        }
      }
      case REMAINDER -> {
        for (int i = 0; i < length; i++) {
          double y = b[i & n];
          isZeroSeen |= y == 0;
          out[i] = a[i & m] % y;
        }
      }
      case POSITIVE_REMAINDER -> {
        for (int i = 0; i < length; i++) {
          double y = b[i & n];
          isZeroSeen |= y == 0;
          double rest = a[i & m] % y;
          out[i] = rest < 0 ? (rest + y) % y : rest;
        }
      }
    }
    return isZeroSeen;
  }

  private boolean[] zeroDivisions(
      double[] a, int m, double[] b, int n, int length, Selection rows, boolean[] nulls) {
    boolean[] marked = nulls;
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls != null && nulls[row] || b[row & n] != 0) continue;
      if (!isNullOnFailure)
        throw Arithmetic.zeroDivision(operation, given(left, a[row & m]), given(right, b[row & n]));
      if (marked == nulls) marked = nulls == null ? new boolean[length] : nulls.clone();
      marked[row] = true;
    }
    return marked;
  }

  /** A value as it was before it was made a floating-point number for the operator. */
  private static Object given(Expression operand, double value) {
    DataType before = operand instanceof Cast cast ? cast.child().type() : operand.type();
    if (before == AtomicType.FLOAT) return (float) value;
    boolean isWhole =
        operand instanceof Literal || before instanceof AtomicType type && type.isIntegral();
    return isWhole && value == (long) value ? (Object) (long) value : value;
  }
}
