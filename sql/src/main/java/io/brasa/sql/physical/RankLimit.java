package io.brasa.sql.physical;

import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Window;
import io.brasa.sql.optimize.Determinism;
import io.brasa.sql.physical.TopRowsPerGroup.Ranking;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a filter above a window says of ranks: {@code row_number() OVER (...) <= 3} and the like.
 * Rows of higher ranks change nothing of the ranks below, so that they can be left out before rows
 * are sorted, provided that all the window computes are ranks in the same order.
 */
record RankLimit(Ranking ranking, int count) {
  /** More are rather sorted. */
  private static final int MAX_COUNT = 100;

  static Optional<RankLimit> of(Filter filter, Window window) {
    if (!areRanksOfOneOrder(window)) return Optional.empty();
    List<Expression> conjuncts = new ArrayList<>();
    split(filter.condition(), conjuncts);
    RankLimit least = null;
    for (Expression conjunct : conjuncts) {
      RankLimit limit = limit(conjunct, window);
      if (limit != null && (least == null || limit.count < least.count)) least = limit;
    }
    return Optional.ofNullable(least).filter(limit -> limit.count <= MAX_COUNT);
  }

  private static boolean areRanksOfOneOrder(Window window) {
    WindowCall first = (WindowCall) window.columns().getFirst().expression();
    for (Named column : window.columns()) {
      WindowCall call = (WindowCall) column.expression();
      if (ranking(call) == null
          || !call.partitions().equals(first.partitions())
          || !call.order().equals(first.order())) return false;
    }
    return first.partitions().stream().allMatch(Determinism::holds)
        && first.order().stream().map(SortKey::expression).allMatch(Determinism::holds);
  }

  private static Ranking ranking(WindowCall call) {
    if (!(call.function() instanceof Call function)) return null;
    return switch (function.function()) {
      case "row_number" -> Ranking.ROW_NUMBER;
      case "rank" -> Ranking.RANK;
      case "dense_rank" -> Ranking.DENSE_RANK;
      default -> null;
    };
  }

  private static void split(Expression condition, List<Expression> conjuncts) {
    if (condition instanceof And(Expression left, Expression right)) {
      split(left, conjuncts);
      split(right, conjuncts);
    } else {
      conjuncts.add(condition);
    }
  }

  /** Null if the condition says nothing of the kind. */
  private static RankLimit limit(Expression condition, Window window) {
    if (!(condition instanceof Comparison c)) return null;
    Comparison comparison =
        c.left() instanceof Literal
            ? new Comparison(c.operator().swapped(), c.right(), c.left())
            : c;
    if (!(comparison.left() instanceof Attribute rank)
        || !(comparison.right() instanceof Literal literal)
        || !(literal.value() instanceof Number number)) return null;
    for (Named column : window.columns()) {
      if (column.attribute().id() != rank.id()) continue;
      long limit = highest(comparison.operator(), number);
      return new RankLimit(
          ranking((WindowCall) column.expression()),
          (int) Math.clamp(limit, 1, (long) MAX_COUNT + 1));
    }
    return null;
  }

  /** The highest rank for which a comparison may be true. */
  private static long highest(Comparison.Operator operator, Number number) {
    if (number instanceof BigDecimal || number instanceof Double || number instanceof Float)
      return Long.MAX_VALUE;
    return switch (operator) {
      case EQUAL, NULL_SAFE_EQUAL, LESS_OR_EQUAL -> number.longValue();
      case LESS -> number.longValue() == Long.MIN_VALUE ? 1 : number.longValue() - 1;
      case NOT_EQUAL, GREATER, GREATER_OR_EQUAL -> Long.MAX_VALUE;
    };
  }
}
