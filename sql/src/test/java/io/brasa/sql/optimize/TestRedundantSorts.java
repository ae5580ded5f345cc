package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestRedundantSorts {
  private final Optimised optimised = new Optimised();

  @Test
  void ordersThatNobodySeesGo() {
    assertFalse(
        optimised
            .by("SELECT count(*) FROM (SELECT a FROM t ORDER BY b)", _ -> new RedundantSorts())
            .contains("Sort"));
    assertTrue(
        optimised
            .by(
                "SELECT * FROM (SELECT a FROM t ORDER BY b LIMIT 2) ORDER BY a",
                _ -> new RedundantSorts())
            .contains("Sort [b#"));
  }
}
