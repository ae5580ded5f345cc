package io.brasa.sql.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestHints {
  private final Asked asked = new Asked().table("t", "a INT, b STRING").table("u", "a INT");
  private final List<String> warnings = new ArrayList<>();

  private String plan(String query) {
    AnalysisContext plain = asked.context();
    AnalysisContext context =
        new AnalysisContext(
            plain.tables(),
            plain.sources(),
            plain.functions(),
            Map.of(),
            plain.settings(),
            List.of(),
            Map.of(),
            plain.ids(),
            warnings::add);
    LogicalPlan plan = Analyzer.analyze(asked.parsed(query), context);
    return PlanText.of(plan);
  }

  @Test
  void thoseOfPartitionsAreFollowed() {
    assertTrue(plan("SELECT /*+ COALESCE(2) */ a FROM t").startsWith("Repartition"));
    assertTrue(plan("SELECT /*+ REPARTITION(3, b) */ a, b FROM t").startsWith("Repartition"));
    String sorted = plan("SELECT /*+ REPARTITION(3) */ a FROM t ORDER BY a");
    assertTrue(sorted.startsWith("Sort") && sorted.contains("Repartition"), sorted);
    assertEquals(List.of(), warnings);
  }

  @Test
  void thoseOfJoinsAreToldThatTheyAreNot() {
    plan("SELECT /*+ BROADCAST(t), MERGE(u) */ t.a FROM t JOIN u ON t.a = u.a");
    assertEquals(
        List.of(
            "The hint BROADCAST is not followed: joins are chosen by what they measure",
            "The hint MERGE is not followed: joins are chosen by what they measure"),
        warnings);
  }

  @Test
  void whatCannotBeUnderstoodIsLeftOut() {
    plan("SELECT /*+ BRODCAST(t) */ /*+ REPARTITION(nowhere) REBALANCE( */ a FROM t");
    assertEquals(
        List.of(
            "The hint BRODCAST is left out: there is no hint of this name",
            "The hint REPARTITION is left out: it takes a number of partitions and columns of the"
                + " result",
            "The hint REBALANCE( is left out: there is no hint of this name"),
        warnings);
  }
}
