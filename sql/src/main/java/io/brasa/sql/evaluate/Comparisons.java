package io.brasa.sql.evaluate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Forms;
import io.brasa.sql.kernel.Operands;
import io.brasa.sql.kernel.Truths;
import java.util.Arrays;

/**
 * Comparisons as vectors of booleans. An operator is the set of the signs of {@code compare} that
 * it accepts, three bits, so that one loop for each kind of array serves all operators.
 */
final class Comparisons {
  private Comparisons() {}

  /** Bit 0 accepts below, bit 1 equal, bit 2 above. */
  static int accepted(Operator operator) {
    return switch (operator) {
      case LESS -> 0b001;
      case LESS_OR_EQUAL -> 0b011;
      case EQUAL, NULL_SAFE_EQUAL -> 0b010;
      case NOT_EQUAL -> 0b101;
      case GREATER_OR_EQUAL -> 0b110;
      case GREATER -> 0b100;
    };
  }

  static Kernel kernel(Operator operator) {
    if (operator == Operator.NULL_SAFE_EQUAL)
      return Forms.folding(AtomicType.BOOLEAN, false, Comparisons::nullSafe);
    int accepted = accepted(operator);
    return Forms.folding(
        AtomicType.BOOLEAN,
        true,
        (arguments, length, rows) -> {
          if (Operands.isNullConstant(arguments)) return Vectors.nulls(AtomicType.BOOLEAN, length);
          byte[] values = compare(arguments[0], arguments[1], length, rows, accepted);
          return Truths.of(length, values, Operands.nulls(length, arguments));
        });
  }

  private static Vector nullSafe(Vector[] arguments, int length, Selection rows) {
    byte[] values = new byte[length];
    for (int i = 0; i < Evaluators.count(length, rows); i++) {
      int row = rows == null ? i : rows.rows()[i];
      values[row] = (byte) (VectorOrder.equal(arguments[0], row, arguments[1], row) ? 1 : 0);
    }
    return Truths.of(length, values, null);
  }

  /** One where the comparison holds; rows that are null or not asked for have any value. */
  private static byte[] compare(
      Vector left, Vector right, int length, Selection rows, int accepted) {
    byte[] out = new byte[length];
    int m = Operands.mask(left);
    int n = Operands.mask(right);
    switch (left.type().storage()) {
      case BYTE, SHORT, INT -> {
        int[] a = Operands.ints(left);
        int[] b = Operands.ints(right);
        for (int i = 0; i < length; i++) {
          int x = a[i & m];
          int y = b[i & n];
          out[i] = (byte) (accepted >> 1 + (x > y ? 1 : 0) - (x < y ? 1 : 0) & 1);
        }
      }
      case LONG -> {
        long[] a = Operands.longs(left);
        long[] b = Operands.longs(right);
        for (int i = 0; i < length; i++) {
          long x = a[i & m];
          long y = b[i & n];
          out[i] = (byte) (accepted >> 1 + (x > y ? 1 : 0) - (x < y ? 1 : 0) & 1);
        }
      }
      case FLOAT, DOUBLE -> {
        double[] a = Operands.doubles(left);
        double[] b = Operands.doubles(right);
        for (int i = 0; i < length; i++)
          out[i] =
              (byte) (accepted >> 1 + VectorOrder.compare(a[i & m], b[i & n]) & 1); // -1, 0 or 1
      }
      case BYTES -> compareBytes(left, right, length, rows, accepted, out);
      case WIDE, ARRAY, MAP, STRUCT -> compareAny(left, right, length, rows, accepted, out);
    }
    return out;
  }

  private static void compareBytes(
      Vector left, Vector right, int length, Selection rows, int accepted, byte[] out) {
    BytesVector a = Operands.bytes(left);
    BytesVector b = Operands.bytes(right);
    Column placesA = Column.of(left);
    Column placesB = Column.of(right);
    boolean isEquality = accepted == 0b010 || accepted == 0b101;
    for (int i = 0; i < Evaluators.count(length, rows); i++) {
      int row = rows == null ? i : rows.rows()[i];
      int p = placesA.place(row);
      int q = placesB.place(row);
      int from = a.offsets()[p];
      int to = a.offsets()[p + 1];
      int otherFrom = b.offsets()[q];
      int otherTo = b.offsets()[q + 1];
      int sign;
      if (isEquality)
        sign = Arrays.equals(a.bytes(), from, to, b.bytes(), otherFrom, otherTo) ? 0 : 1;
      else
        sign =
            Integer.signum(
                Arrays.compareUnsigned(a.bytes(), from, to, b.bytes(), otherFrom, otherTo));
      out[row] = (byte) (accepted >> 1 + sign & 1);
    }
  }

  private static void compareAny(
      Vector left, Vector right, int length, Selection rows, int accepted, byte[] out) {
    boolean isMap = left.type() instanceof MapType;
    for (int i = 0; i < Evaluators.count(length, rows); i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (left.isNullAt(row) || right.isNullAt(row)) continue;
      int sign =
          isMap
              ? VectorOrder.equal(left, row, right, row) ? 0 : 1
              : Integer.signum(VectorOrder.compare(left, row, right, row));
      out[row] = (byte) (accepted >> 1 + sign & 1);
    }
  }
}
