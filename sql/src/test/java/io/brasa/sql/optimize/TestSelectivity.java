package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.optimize.Estimate.ColumnEstimate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is known of a column, the share of its rows is a share. */
final class TestSelectivity {
  private static final Attribute X = new Attribute(1, "x", AtomicType.DOUBLE, true);
  private static final double[] BOUNDS = {
    Double.NEGATIVE_INFINITY,
    -Double.MAX_VALUE,
    -1,
    -0.0,
    0,
    4,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  private static double share(double min, double max, Operator operator, Object value) {
    ColumnEstimate column =
        new ColumnEstimate(4, 0.25, Selectivity.number(min), Selectivity.number(max));
    Expression condition = new Comparison(operator, X, new Literal(value, AtomicType.DOUBLE));
    return new Selectivity(new Estimate(8, Map.of(X, column))).of(List.of(condition));
  }

  @Test
  void isBetweenNothingAndAll() {
    for (double min : BOUNDS)
      for (double max : BOUNDS)
        for (double value : BOUNDS)
          for (Operator operator : Operator.values()) {
            double share = share(min, max, operator, value);
            assertTrue(
                share >= 0 && share <= 1,
                () -> min + " to " + max + ", x " + operator + " " + value + ": " + share);
          }
  }

  @Test
  void ofARangeIsItsPart() {
    assertEquals(0.25, share(0, 8, Operator.LESS, 2.0));
    assertEquals(0.75, share(0, 8, Operator.GREATER, 2.0));
    assertEquals(0.5, share(-Double.MAX_VALUE, Double.MAX_VALUE, Operator.GREATER, 0.0));
  }

  @Test
  void withoutOneBoundIsTheGuessOfARange() {
    double guess = share(Double.NaN, Double.NaN, Operator.LESS, 2.0);
    assertEquals(guess, share(0, Double.NaN, Operator.LESS, 2.0));
    assertEquals(guess, share(Double.NaN, 8, Operator.LESS, 2.0));
    assertEquals(guess, share(0, Double.POSITIVE_INFINITY, Operator.LESS, 2.0));
  }
}
