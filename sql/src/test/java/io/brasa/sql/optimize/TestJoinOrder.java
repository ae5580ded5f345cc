package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanText;
import org.junit.jupiter.api.Test;

final class TestJoinOrder {
  private final Optimised optimised = new Optimised();

  @Test
  void theOrderInFromDoesNotMatter() {
    String tables[] = {"customer", "orders", "lineitem", "supplier", "nation", "region"};
    String condition =
        " WHERE c_custkey = o_custkey AND l_orderkey = o_orderkey AND l_suppkey = s_suppkey AND"
            + " c_nationkey = s_nationkey AND s_nationkey = n_nationkey AND n_regionkey ="
            + " r_regionkey AND r_name = \u0027ASIA\u0027";
    String forwards =
        shape(optimised.plan("SELECT count(*) FROM " + String.join(", ", tables) + condition));
    java.util.Collections.reverse(java.util.Arrays.asList(tables));
    String backwards =
        shape(optimised.plan("SELECT count(*) FROM " + String.join(", ", tables) + condition));
    assertEquals(forwards, backwards);
  }

  private static String shape(io.brasa.sql.logical.LogicalPlan plan) {
    return Optimised.text(plan)
        .lines()
        .map(line -> line.replaceAll("(Scan \\w+|Join \\w+).*", "$1"))
        .filter(line -> line.contains("Scan") || line.contains("Join"))
        .reduce("", (a, b) -> a + b + "\n");
  }

  @Test
  void viewsAndSubqueriesInFromDoNotMatter() {
    String plain =
        shape(
            optimised.plan(
                "SELECT count(*) FROM orders, lineitem, customer WHERE o_orderkey = l_orderkey AND"
                    + " o_custkey = c_custkey AND c_mktsegment = \u0027BUILDING\u0027"));
    String wrapped =
        shape(
            optimised.plan(
                "WITH x AS (SELECT o_orderkey AS k, o_custkey AS c FROM orders JOIN lineitem ON"
                    + " o_orderkey = l_orderkey) SELECT count(*) FROM x, (SELECT c_custkey + 0 AS z,"
                    + " c_custkey FROM customer WHERE c_mktsegment = \u0027BUILDING\u0027) y WHERE x.c ="
                    + " y.c_custkey"));
    assertEquals(plain, wrapped);
  }

  @Test
  void manyRelationsAreJoinedToo() {
    StringBuilder from = new StringBuilder("SELECT count(*) FROM t t0");
    for (int i = 1; i < 30; i++)
      from.append(" JOIN t t")
          .append(i)
          .append(" ON t")
          .append(i - 1)
          .append(".n = t")
          .append(i)
          .append(".a");
    assertEquals(29, Optimised.joins(optimised.plan(from.toString())).size());
  }

  @Test
  void whatNothingConnectsIsMultipliedLast() {
    assertEquals(
        1,
        Optimised.joins(
                optimised.plan(
                    "SELECT count(*) FROM nation, lineitem, region WHERE n_regionkey = r_regionkey"))
            .stream()
            .filter(join -> join.condition().isEmpty())
            .count());
  }

  @Test
  void columnsOfOneRelationThatAreEqualToAThirdAreEqual() {
    String plan =
        Optimised.text(optimised.plan("SELECT u.y FROM t JOIN u ON t.n = u.a AND t.n = u.x"));
    assertTrue(plan.contains("where [("), plan);
  }

  /** Named between two tables that nothing connects, lineitem would else make a product of them. */
  @Test
  void hintsGoWithTheirRelations() {
    LogicalPlan plan =
        new Optimised()
            .plan(
                "SELECT /*+ SHUFFLE_HASH(lineitem) */ c_name, l_tax FROM customer, lineitem, orders"
                    + " WHERE c_custkey = o_custkey AND o_orderkey = l_orderkey");
    int hinted = 0;
    for (Join join : Optimised.joins(plan)) {
      assertTrue(join.condition().isPresent(), () -> PlanText.of(plan));
      if (join.hints().left().isPresent())
        assertTrue(PlanText.of(join.left()).lines().findFirst().orElseThrow().contains("lineitem"));
      if (join.hints().right().isPresent())
        assertTrue(
            PlanText.of(join.right()).lines().findFirst().orElseThrow().contains("lineitem"));
      hinted += join.hints().isEmpty() ? 0 : 1;
    }
    assertEquals(1, hinted, () -> PlanText.of(plan));
  }
}
