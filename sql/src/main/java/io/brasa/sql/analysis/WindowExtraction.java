package io.brasa.sql.analysis;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.CanonicalForm;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Window;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes window functions out of expressions. Those of equal partitions and order are computed by
 * one node, unless one uses what the other gives.
 */
final class WindowExtraction {
  /**
   * What one node computes.
   *
   * @param depth how many nodes are below it because it uses their columns
   */
  private record Node(List<Expression> partitions, List<SortKey> keys, int depth) {}

  private final Query query;
  private final Map<Expression, Named> columns = new LinkedHashMap<>();
  private final Map<Attribute, Integer> depths = new HashMap<>();

  WindowExtraction(Query query) {
    this.query = query;
  }

  /** The expression with columns in place of its window functions. */
  Expression rewrite(Expression expression, Origin origin) {
    Expression inner = Parts.mapChildren(expression, e -> rewrite(e, origin));
    if (!(inner instanceof WindowCall call)) return inner;
    Attribute column =
        columns
            .computeIfAbsent(
                CanonicalForm.of(call), _ -> new Named(call, query.ids().attribute("window", call)))
            .attribute();
    depths.putIfAbsent(column, depth(call));
    return column;
  }

  /** How many windows are computed before an expression can be. */
  private int depth(Expression expression) {
    int below = expression instanceof Attribute a && depths.containsKey(a) ? depths.get(a) + 1 : 0;
    for (Expression child : expression.children()) below = Math.max(below, depth(child));
    return below;
  }

  LogicalPlan over(LogicalPlan input) {
    Map<Node, List<Named>> nodes = new LinkedHashMap<>();
    List<Named> lowestFirst = new ArrayList<>(columns.values());
    lowestFirst.sort(Comparator.comparing(column -> depths.get(column.attribute())));
    for (Named column : lowestFirst) {
      WindowCall call = (WindowCall) column.expression();
      Node node = new Node(call.partitions(), call.order(), depths.get(column.attribute()));
      nodes.computeIfAbsent(node, _ -> new ArrayList<>()).add(column);
    }
    LogicalPlan plan = input;
    for (List<Named> node : nodes.values()) plan = new Window(node, plan);
    return plan;
  }
}
