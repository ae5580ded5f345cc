package io.brasa.sql.optimize;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Of several conditions the cheap ones that leave few rows are asked first. Those that may fail
 * stay behind all that stood before them, so that no row reaches them that did not before.
 */
final class FilterOrder implements Rule {
  /** Functions that fail for no value. */
  private static final Set<String> SAFE =
      Set.of("like", "ilike", "substring", "upper", "lower", "length", "year", "month", "coalesce");

  private final KnownTables tables;

  FilterOrder(OptimizerContext context) {
    this.tables = context.tables();
  }

  private record Ranked(Expression condition, double rank) {}

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    Estimates estimates = new Estimates(tables);
    return plan.transformUp(
        node ->
            switch (node) {
              case Scan scan when scan.filters().size() > 1 -> scan(scan, estimates);
              case Filter filter -> filter(filter, estimates);
              default -> node;
            });
  }

  private static LogicalPlan scan(Scan scan, Estimates estimates) {
    Scan bare = new Scan(scan.source(), scan.name(), scan.output(), scan.columns(), List.of());
    List<Expression> ordered = ordered(scan.filters(), estimates.of(bare));
    return ordered.equals(scan.filters()) ? scan : scan.withExpressions(ordered);
  }

  private static LogicalPlan filter(Filter filter, Estimates estimates) {
    List<Expression> conjuncts = Conjuncts.of(filter.condition());
    if (conjuncts.size() < 2) return filter;
    List<Expression> ordered = ordered(conjuncts, estimates.of(filter.child()));
    return ordered.equals(conjuncts) ? filter : Conjuncts.filter(ordered, filter.child());
  }

  private static List<Expression> ordered(List<Expression> conditions, Estimate input) {
    Selectivity selectivity = new Selectivity(input);
    List<Ranked> safe = new ArrayList<>();
    List<Expression> unsafe = new ArrayList<>();
    for (Expression condition : conditions) {
      if (mayFail(condition)) unsafe.add(condition);
      else
        safe.add(
            new Ranked(condition, cost(condition) / Math.max(0.01, 1 - selectivity.of(condition))));
    }
    safe.sort(Comparator.comparingDouble(Ranked::rank));
    List<Expression> ordered = new ArrayList<>();
    for (Ranked ranked : safe) ordered.add(ranked.condition);
    ordered.addAll(unsafe);
    return ordered;
  }

  private static boolean mayFail(Expression expression) {
    boolean fails =
        switch (expression) {
          case Call call -> !SAFE.contains(call.function());
          case Cast cast -> cast.mode() == Cast.Mode.ANSI;
          case UserCall _ -> true;
          default -> false;
        };
    return fails || expression.children().stream().anyMatch(FilterOrder::mayFail);
  }

  private static double cost(Expression expression) {
    double own =
        switch (expression) {
          case Call call -> call.function().endsWith("like") ? 20 : 5;
          case Case _ -> 3;
          case In in -> 2 + (in.value().type() == AtomicType.STRING ? 3 : 0);
          case Comparison c -> c.left().type() == AtomicType.STRING ? 3 : 1;
          default -> 0.5;
        };
    if (expression instanceof In in) return own + cost(in.value());
    return own + expression.children().stream().mapToDouble(FilterOrder::cost).sum();
  }
}
