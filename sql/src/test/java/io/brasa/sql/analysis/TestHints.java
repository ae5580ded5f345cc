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
            Map.of(),
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
  void thoseOfJoinsGoToTheirRelations() {
    String join = "FROM t x JOIN u ON x.a = u.a JOIN t y ON u.a = y.a";
    assertTrue(
        plan("SELECT /*+ BROADCAST(u) */ x.a " + join).contains("hinted left -, right BROADCAST"));
    assertTrue(
        plan("SELECT /*+ MAPJOIN(x), SHUFFLE_HASH(y) */ x.a " + join)
            .contains("hinted left BROADCAST, right -"));
    String nested =
        plan("SELECT /*+ MERGE(z) */ z.a FROM (SELECT x.a " + join + ") z JOIN u ON z.a = u.a");
    assertTrue(nested.contains("INNER hinted left MERGE, right -"), nested);
    String one =
        plan("SELECT u.a FROM u JOIN (SELECT /*+ BROADCAST(t) */ a FROM t) s ON u.a = s.a");
    assertTrue(one.contains("hinted left -, right BROADCAST"), one);
    assertEquals(List.of(), warnings);
  }

  @Test
  void thoseOfJoinsThatCannotBeFollowedAreToldByName() {
    plan(
        "SELECT /*+ BROADCAST(u, nobody), MERGE(u), SHUFFLE_HASH(u.a + 1) */ t.a FROM t JOIN u ON"
            + " t.a = u.a");
    assertEquals(
        List.of(
            "The hint BROADCAST(nobody) is left out: FROM has no relation of this name",
            "The hint MERGE for u is left out: the hint BROADCAST is followed",
            "The hint SHUFFLE_HASH is left out: it takes names of relations"),
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
