package io.brasa.sql.analysis;

import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.CanonicalForm;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Window;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes window functions out of expressions. Those of equal partitions and order are computed by
 * one node.
 */
final class WindowExtraction {
  private record Order(List<Expression> partitions, List<SortKey> keys) {}

  private final Query query;
  private final Map<Expression, Named> columns = new LinkedHashMap<>();

  WindowExtraction(Query query) {
    this.query = query;
  }

  /** The expression with columns in place of its window functions. */
  Expression rewrite(Expression expression, Origin origin) {
    if (!(expression instanceof WindowCall call))
      return Parts.mapChildren(expression, e -> rewrite(e, origin));
    if (call.children().stream().anyMatch(Parts::hasWindow))
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          query.origin(call, origin),
          "A window function stands within another",
          "Compute the inner one in a sub-query");
    return columns
        .computeIfAbsent(
            CanonicalForm.of(call), _ -> new Named(call, query.ids().attribute("window", call)))
        .attribute();
  }

  LogicalPlan over(LogicalPlan input) {
    Map<Order, List<Named>> nodes = new LinkedHashMap<>();
    for (Named column : columns.values()) {
      WindowCall call = (WindowCall) column.expression();
      nodes
          .computeIfAbsent(new Order(call.partitions(), call.order()), _ -> new ArrayList<>())
          .add(column);
    }
    LogicalPlan plan = input;
    for (List<Named> node : nodes.values()) plan = new Window(node, plan);
    return plan;
  }
}
