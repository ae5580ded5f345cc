package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.sql.analysis.Asked;
import io.brasa.sql.analysis.KnownSource;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanCheck;
import io.brasa.sql.logical.PlanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Queries rewritten by rules, each plan checked. */
final class Optimised {
  private final Asked asked =
      new Asked()
          .tpch()
          .table("t", "a INT, b STRING, c DECIMAL(10,2), d DATE, n INT NOT NULL")
          .table("u", "a INT, x INT, y STRING")
          .table("v", "a INT, z INT");

  OptimizerContext context() {
    return new OptimizerContext(
        asked.context().settings(),
        asked.ids(),
        source -> Optional.of(((KnownSource) source).known()));
  }

  /** The plan after some rules, as text with ids counted from one. */
  String by(String query, List<Function<OptimizerContext, Rule>> rules) {
    LogicalPlan before = asked.plan(query);
    LogicalPlan plan = before;
    for (Function<OptimizerContext, Rule> rule : rules) {
      plan = rule.apply(context()).apply(plan);
      PlanCheck.check(plan);
      assertEquals(before.output(), plan.output());
    }
    return text(plan);
  }

  String by(String query, Function<OptimizerContext, Rule> rule) {
    return by(query, List.of(rule));
  }

  /** The plan after all rules. */
  LogicalPlan plan(String query) {
    LogicalPlan before = asked.plan(query);
    LogicalPlan plan = Optimizer.optimize(before, context(), (_, after) -> PlanCheck.check(after));
    assertEquals(before.output(), plan.output());
    assertEquals(before.schema().fieldNames(), plan.schema().fieldNames());
    return plan;
  }

  static String text(LogicalPlan plan) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = Pattern.compile("#(\\d+)").matcher(PlanText.of(plan));
    StringBuilder shown = new StringBuilder();
    while (matcher.find()) {
      if (!ids.contains(matcher.group(1))) ids.add(matcher.group(1));
      matcher.appendReplacement(shown, "#" + (ids.indexOf(matcher.group(1)) + 1));
    }
    return matcher.appendTail(shown).toString();
  }

  static List<Join> joins(LogicalPlan plan) {
    List<Join> joins = new ArrayList<>();
    collect(plan, joins);
    return joins;
  }

  private static void collect(LogicalPlan plan, List<Join> joins) {
    if (plan instanceof Join join) joins.add(join);
    for (LogicalPlan child : plan.children()) collect(child, joins);
  }
}
