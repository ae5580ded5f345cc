package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestColumnPruning {
  private final Optimised optimised = new Optimised();

  @Test
  void scansReadWhatIsUsed() {
    String plan =
        optimised.by(
            "SELECT b FROM t WHERE n = 1",
            List.of(_ -> new FilterPushDown(), _ -> new ColumnPruning()));
    assertEquals("Project [b#1]\n+- Scan t [b#1, n#2] where [(n#2 = 1)]\n", plan);
  }

  @Test
  void aggregatesAndWindowsThatNobodyReadsGo() {
    String plan =
        optimised.by(
            "SELECT b FROM (SELECT b, sum(c) AS s, rank FROM (SELECT b, c, sum(n) OVER (PARTITION"
                + " BY a) AS rank FROM t) GROUP BY b, rank)",
            _ -> new ColumnPruning());
    assertFalse(plan.contains("sum(c"), plan);
    String window =
        optimised.by(
            "SELECT b FROM (SELECT b, sum(n) OVER (PARTITION BY a) AS s FROM t)",
            _ -> new ColumnPruning());
    assertEquals(
        "Project [b#1]\n+- Scan t [b#1]\n".replace("Project [b#1]\n+- ", ""),
        window.replace("Project [b#1]\n+- ", "").replace("   +- ", "").replace("   ", ""));
  }

  @Test
  void countsOfRowsReadNoColumn() {
    assertTrue(
        optimised.by("SELECT count(*) FROM t", _ -> new ColumnPruning()).contains("Scan t []"));
  }

  @Test
  void outerJoinsThatOnlyAddUnusedColumnsGo() {
    assertFalse(
        optimised
            .by(
                "SELECT t.b FROM t LEFT JOIN (SELECT a, max(x) AS m FROM u GROUP BY a) g ON t.a ="
                    + " g.a",
                _ -> new ColumnPruning())
            .contains("Join"));
    assertTrue(
        optimised
            .by("SELECT t.b FROM t LEFT JOIN u ON t.a = u.a", _ -> new ColumnPruning())
            .contains("Join"));
  }
}
