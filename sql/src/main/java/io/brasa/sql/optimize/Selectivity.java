package io.brasa.sql.optimize;

import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.Or;
import io.brasa.sql.optimize.Estimate.ColumnEstimate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which share of rows conditions are thought to let through. */
final class Selectivity {
  /** Of conditions of which nothing is known; and of LIKE by a prefix, and by a part. */
  private static final double UNKNOWN = 0.25;

  private static final double RANGE = 1.0 / 3;
  private static final double PREFIX = 0.05;
  private static final double PART = 0.1;
  private static final double NULLS = 0.05;

  /** How many values a column is thought to have that is compared with a constant. */
  private static final double FEW = 20;

  private final Estimate input;

  Selectivity(Estimate input) {
    this.input = input;
  }

  /** Of all of the conditions together: bounds of one column are taken as a range. */
  double of(List<Expression> conditions) {
    double share = 1;
    Map<Attribute, double[]> ranges = new HashMap<>();
    for (Expression condition : conditions) {
      if (condition instanceof Comparison c && isBound(c)) {
        boolean isLeft = c.left() instanceof Attribute;
        Attribute column = (Attribute) (isLeft ? c.left() : c.right());
        double[] range = ranges.computeIfAbsent(column, _ -> new double[] {0, 1});
        double below = below(column, (Literal) (isLeft ? c.right() : c.left()));
        Operator operator = isLeft ? c.operator() : c.operator().swapped();
        boolean isUpper = operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL;
        if (isUpper) range[1] = Math.min(range[1], below);
        else range[0] = Math.max(range[0], below);
      } else {
        share *= of(condition);
      }
    }
    for (Map.Entry<Attribute, double[]> range : ranges.entrySet()) {
      double least = 1 / input.distinct(range.getKey());
      share *= Math.clamp(range.getValue()[1] - range.getValue()[0], Math.min(1, least), 1);
    }
    return share;
  }

  private boolean isBound(Comparison c) {
    boolean isRange =
        switch (c.operator()) {
          case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
          case EQUAL, NOT_EQUAL, NULL_SAFE_EQUAL -> false;
        };
    boolean isLeft = c.left() instanceof Attribute && c.right() instanceof Literal;
    boolean isRight = c.right() instanceof Attribute && c.left() instanceof Literal;
    if (!isRange || !isLeft && !isRight) return false;
    ColumnEstimate known = input.columns().get((Attribute) (isLeft ? c.left() : c.right()));
    return known != null
        && !Double.isNaN(known.min())
        && !Double.isNaN(known.max())
        && !Double.isNaN(number(((Literal) (isLeft ? c.right() : c.left())).value()));
  }

  /** The share of values below one. */
  private double below(Attribute column, Literal literal) {
    ColumnEstimate known = input.columns().get(column);
    double halfWidth = known.max() / 2 - known.min() / 2; // the whole may be beyond all doubles
    double halfAt = number(literal.value()) / 2 - known.min() / 2;
    if (halfWidth <= 0) return halfAt >= 0 ? 1 : 0;
    return Math.clamp(halfAt / halfWidth, 0, 1);
  }

  double of(Expression condition) {
    return switch (condition) {
      case Literal literal -> Boolean.TRUE.equals(literal.value()) ? 1 : 0;
      case And _ -> of(Conjuncts.of(condition));
      case Or(Expression left, Expression right) -> {
        double a = of(left);
        double b = of(right);
        yield a + b - a * b;
      }
      case Not(Expression child) -> 1 - of(child);
      case IsNull(Attribute column) -> {
        ColumnEstimate known = input.columns().get(column);
        yield known == null ? NULLS : known.nullFraction();
      }
      case IsNull _ -> NULLS;
      case In in -> Math.min(1, in.options().size() / among(in.value()));
      case Comparison comparison -> of(comparison);
      case Call call when call.function().equals("like") -> like(call);
      default -> UNKNOWN;
    };
  }

  private double of(Comparison comparison) {
    double distinct =
        comparison.right() instanceof Literal
            ? among(comparison.left())
            : Math.max(distinct(comparison.left()), distinct(comparison.right()));
    return switch (comparison.operator()) {
      case EQUAL, NULL_SAFE_EQUAL -> 1 / distinct;
      case NOT_EQUAL -> 1 - 1 / distinct;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          isBound(comparison) ? of(List.<Expression>of(comparison)) : RANGE;
    };
  }

  /** Of how many values a constant picks one: few, where nothing is known. */
  private double among(Expression expression) {
    boolean isKnown = input.columns().keySet().containsAll(Uses.of(expression));
    return isKnown ? distinct(expression) : Math.min(FEW, distinct(expression));
  }

  private double distinct(Expression expression) {
    return switch (expression) {
      case Attribute column -> input.distinct(column);
      case Cast cast -> distinct(cast.child());
      case Literal _ -> 1;
      default -> Uses.of(expression).stream().mapToDouble(input::distinct).max().orElse(1);
    };
  }

  private static double like(Call call) {
    boolean isPrefix =
        call.argument(1) instanceof Literal(String pattern, var _) && !pattern.startsWith("%");
    return isPrefix ? PREFIX : PART;
  }

  /** A value as a finite number that keeps the order; not a number if there is none. */
  static double number(Object value) {
    double number = anyNumber(value);
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  private static double anyNumber(Object value) {
    return switch (value) {
      case null -> Double.NaN;
      case BigDecimal decimal -> decimal.doubleValue();
      case Number number -> number.doubleValue();
      case LocalDate date -> date.toEpochDay();
      case Instant instant -> instant.getEpochSecond();
      case LocalDateTime time -> time.toEpochSecond(ZoneOffset.UTC);
      case Duration duration -> duration.toMillis();
      case Period period -> period.toTotalMonths();
      default -> Double.NaN;
    };
  }
}
