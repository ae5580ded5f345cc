package io.brasa.sql.logical;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Plans as trees of text, a line a node. */
public final class PlanText {
  private PlanText() {}

  public static String of(LogicalPlan plan) {
    return of(plan, _ -> "");
  }

  /**
   * @param remark what is put behind a node's line
   */
  public static String of(LogicalPlan plan, Function<LogicalPlan, String> remark) {
    StringBuilder text = new StringBuilder();
    append(text, plan, "", "", remark);
    return text.toString();
  }

  private static void append(
      StringBuilder text,
      LogicalPlan plan,
      String first,
      String rest,
      Function<LogicalPlan, String> remark) {
    text.append(first).append(line(plan)).append(remark.apply(plan)).append('\n');
    List<LogicalPlan> below = new ArrayList<>(plan.children());
    for (Expression expression : plan.expressions()) subqueries(expression, below);
    for (int i = 0; i < below.size(); i++) {
      boolean isLast = i == below.size() - 1;
      append(
          text,
          below.get(i),
          rest + (isLast ? "+- " : ":- "),
          rest + (isLast ? "   " : ":  "),
          remark);
    }
  }

  private static void subqueries(Expression expression, List<LogicalPlan> found) {
    if (expression instanceof SubqueryExpression query) found.add(LogicalPlan.of(query));
    for (Expression child : expression.children()) subqueries(child, found);
  }

  /** A node alone. */
  static String line(LogicalPlan plan) {
    return switch (plan) {
      case Scan scan ->
          "Scan "
              + scan.name()
              + " "
              + scan.output()
              + (scan.filters().isEmpty() ? "" : " where " + scan.filters());
      case LocalRows rows -> "LocalRows " + rows.output();
      case DatasetRows rows -> rows.name() + " " + rows.output();
      case Range range ->
          "Range (" + range.start() + ", " + range.end() + ", step " + range.step() + ")";
      case OneRow _ -> "OneRow";
      case Project project -> "Project " + project.columns();
      case Filter filter -> "Filter " + filter.condition();
      case Join join ->
          "Join "
              + join.type()
              + (join.isDependent() ? " dependent" : "")
              + (join.hints().isEmpty() ? "" : " hinted " + join.hints())
              + join.condition().map(c -> " on " + c).orElse("");
      case Aggregate aggregate -> "Aggregate " + aggregate.keys() + " " + aggregate.aggregates();
      case GroupingSets sets -> "GroupingSets " + sets.keys() + " " + sets.sets();
      case Window window -> "Window " + window.columns();
      case Sort sort -> (sort.isGlobal() ? "Sort " : "SortWithinPartitions ") + sort.keys();
      case Limit limit ->
          "Limit "
              + (limit.count().isPresent() ? limit.count().getAsLong() : "all")
              + (limit.offset() == 0 ? "" : " offset " + limit.offset());
      case Union _ -> "Union";
      case SetDifference set ->
          (set.isIntersection() ? "Intersect" : "Except") + (set.isAll() ? " all" : "");
      case Sample sample -> "Sample " + sample.fraction();
      case Generate generate -> "Generate " + generate.generator() + " " + generate.generated();
      case Program program -> "Program " + program.code().name() + " " + program.output();
      case Repartition repartition ->
          "Repartition " + repartition.count() + " " + repartition.keys();
    };
  }
}
