package io.brasa.sql.evaluate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Operands;
import java.util.Arrays;
import java.util.Optional;

/**
 * Comparisons that write selections. Each loop writes every row to the end of the selection and
 * moves the end on where the row counts, so that there is no branch to be guessed.
 */
final class ComparisonFilters {
  private ComparisonFilters() {}

  /** The filter of a comparison, if there is a loop for its types. */
  static Optional<Filter> of(Comparison comparison, EvaluationSettings settings) {
    Operator operator = comparison.operator();
    if (operator == Operator.NULL_SAFE_EQUAL) return Optional.empty();
    if (comparison.right() instanceof Literal literal && !literal.isNull())
      return withConstant(operator, comparison.left(), literal, settings);
    if (comparison.left() instanceof Literal literal && !literal.isNull())
      return withConstant(operator.swapped(), comparison.right(), literal, settings);
    Storage storage = comparison.left().type().storage();
    Evaluator left = Evaluators.of(comparison.left(), settings);
    Evaluator right = Evaluators.of(comparison.right(), settings);
    int accepted = Comparisons.accepted(operator);
    return switch (storage) {
      case INT ->
          Optional.of(
              (batch, among) ->
                  ints(left.evaluate(batch, among), right.evaluate(batch, among), among, accepted));
      case LONG ->
          Optional.of(
              (batch, among) ->
                  longs(
                      left.evaluate(batch, among), right.evaluate(batch, among), among, accepted));
      default -> Optional.empty();
    };
  }

  private static Optional<Filter> withConstant(
      Operator operator, Expression value, Literal literal, EvaluationSettings settings) {
    FlatVector constant = Evaluators.value(literal);
    Evaluator evaluator = Evaluators.of(value, settings);
    DataType type = value.type();
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG ->
          Optional.of(RangeFilter.of(operator, value, evaluator, number(constant)));
      case DOUBLE, FLOAT -> {
        double limit = Operands.doubles(constant)[0];
        yield Double.isNaN(limit)
            ? Optional.empty()
            : Optional.of(
                (batch, among) ->
                    doubles(evaluator.evaluate(batch, among), among, operator, limit));
      }
      case BYTES -> {
        BytesVector bytes = (BytesVector) constant;
        byte[] wanted = Arrays.copyOfRange(bytes.bytes(), bytes.offsets()[0], bytes.offsets()[1]);
        int accepted = Comparisons.accepted(operator);
        yield Optional.of(
            (batch, among) -> bytes(evaluator.evaluate(batch, among), among, accepted, wanted));
      }
      case WIDE, ARRAY, MAP, STRUCT -> Optional.empty();
    };
  }

  private static long number(FlatVector constant) {
    return switch (constant) {
      case LongVector v -> v.values()[0];
      case IntVector v -> v.values()[0];
      default -> Operands.ints(constant)[0];
    };
  }

  private static Selection ints(Vector left, Vector right, Selection among, int accepted) {
    int length = left.length();
    int[] a = Operands.ints(left);
    int[] b = Operands.ints(right);
    int m = Operands.mask(left);
    int n = Operands.mask(right);
    boolean[] nulls = Operands.nulls(length, left, right);
    int count = Evaluators.count(length, among);
    int[] rows = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = among == null ? i : among.rows()[i];
      int x = a[row & m];
      int y = b[row & n];
      rows[found] = row;
      int holds = accepted >> 1 + (x > y ? 1 : 0) - (x < y ? 1 : 0) & 1;
      found += nulls == null || !nulls[row] ? holds : 0;
    }
    return new Selection(rows, found);
  }

  private static Selection longs(Vector left, Vector right, Selection among, int accepted) {
    int length = left.length();
    long[] a = Operands.longs(left);
    long[] b = Operands.longs(right);
    int m = Operands.mask(left);
    int n = Operands.mask(right);
    boolean[] nulls = Operands.nulls(length, left, right);
    int count = Evaluators.count(length, among);
    int[] rows = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = among == null ? i : among.rows()[i];
      long x = a[row & m];
      long y = b[row & n];
      rows[found] = row;
      int holds = accepted >> 1 + (x > y ? 1 : 0) - (x < y ? 1 : 0) & 1;
      found += nulls == null || !nulls[row] ? holds : 0;
    }
    return new Selection(rows, found);
  }

  /** NaN is above all numbers, so that it must not be below or equal, but above or unequal. */
  private static Selection doubles(
      Vector vector, Selection among, Operator operator, double limit) {
    int length = vector.length();
    double[] values = Operands.doubles(vector);
    int mask = Operands.mask(vector);
    boolean[] nulls = Operands.nulls(length, vector);
    int count = Evaluators.count(length, among);
    int[] rows = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = among == null ? i : among.rows()[i];
      double value = values[row & mask];
      rows[found] = row;
      boolean holds =
          switch (operator) {
            case EQUAL, NULL_SAFE_EQUAL -> value == limit;
            case NOT_EQUAL -> value != limit;
            case LESS -> value < limit;
            case LESS_OR_EQUAL -> value <= limit;
            case GREATER -> !(value <= limit);
            case GREATER_OR_EQUAL -> !(value < limit);
          };
      found += holds & (nulls == null || !nulls[row]) ? 1 : 0;
    }
    return new Selection(rows, found);
  }

  private static Selection bytes(Vector vector, Selection among, int accepted, byte[] wanted) {
    int length = vector.length();
    byte[] bytes = Operands.bytes(vector).bytes();
    Column column = Column.of(vector);
    boolean isEquality = accepted == 0b010 || accepted == 0b101;
    int count = Evaluators.count(length, among);
    int[] rows = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = among == null ? i : among.rows()[i];
      if (column.isNull(row)) continue;
      int from = column.start(row);
      int to = column.end(row);
      int sign;
      if (isEquality) sign = Arrays.equals(bytes, from, to, wanted, 0, wanted.length) ? 0 : 1;
      else sign = Integer.signum(Arrays.compareUnsigned(bytes, from, to, wanted, 0, wanted.length));
      rows[found] = row;
      found += accepted >> 1 + sign & 1;
    }
    return new Selection(rows, found);
  }
}
