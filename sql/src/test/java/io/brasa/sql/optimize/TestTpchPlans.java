package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.analysis.Asked;
import io.brasa.sql.analysis.KnownSource;
import io.brasa.sql.analysis.Tpch;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanCheck;
import io.brasa.sql.logical.PlanText;
import io.brasa.sql.logical.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes of plans for TPC-H's queries. */
final class TestTpchPlans {
  private final Asked asked = new Asked().tpch();

  private LogicalPlan optimized(int number) {
    LogicalPlan plan = asked.plan(Tpch.query(number));
    OptimizerContext context =
        new OptimizerContext(
            asked.context().settings(),
            asked.ids(),
            source -> Optional.of(((KnownSource) source).known()));
    LogicalPlan optimized = Optimizer.optimize(plan, context, (_, after) -> PlanCheck.check(after));
    if (Boolean.getBoolean("brasa.show"))
      System.out.println("Q" + number + "\n" + PlanText.of(optimized));
    assertEquals(plan.output(), optimized.output());
    assertEquals(
        plan.output().stream().map(a -> a.name()).toList(),
        optimized.output().stream().map(a -> a.name()).toList());
    return optimized;
  }

  private static List<Join> joins(LogicalPlan plan) {
    List<Join> joins = new ArrayList<>();
    collect(plan, joins);
    return joins;
  }

  private static void collect(LogicalPlan plan, List<Join> joins) {
    if (plan instanceof Join join) joins.add(join);
    for (LogicalPlan child : plan.children()) collect(child, joins);
  }

  private static List<String> scans(LogicalPlan plan) {
    List<String> scans = new ArrayList<>();
    if (plan instanceof Scan scan) scans.add(scan.name());
    for (LogicalPlan child : plan.children()) scans.addAll(scans(child));
    return scans;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void allQueriesAreOptimised(int number) {
    optimized(number);
  }

  @Test
  void query21HasFiveJoins() {
    assertEquals(5, joins(optimized(21)).size());
  }

  @Test
  void query5JoinsNoCustomerWithSupplierDirectly() {
    for (Join join : joins(optimized(5))) {
      List<String> both = new ArrayList<>(scans(join.left()));
      both.addAll(scans(join.right()));
      boolean isPair = both.size() == 2 && both.contains("customer") && both.contains("supplier");
      assertFalse(isPair, () -> PlanText.of(join));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7, 8, 9, 10, 12, 14, 17, 18, 19, 20, 21})
  void noJoinMultiplies(int number) {
    LogicalPlan plan = optimized(number);
    for (Join join : joins(plan)) assertTrue(join.condition().isPresent(), () -> PlanText.of(plan));
  }
}
