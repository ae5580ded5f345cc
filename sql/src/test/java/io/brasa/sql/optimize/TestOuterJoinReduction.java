package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestOuterJoinReduction {
  private final Optimised optimised = new Optimised();

  private String reduced(String query) {
    return optimised.by(query, _ -> new OuterJoinReduction());
  }

  @Test
  void conditionsThatNeedTheOtherSideMakeJoinsInner() {
    assertTrue(
        reduced("SELECT t.n FROM t LEFT JOIN u ON t.a = u.a WHERE u.x > 1").contains("Join INNER"));
    assertTrue(
        reduced("SELECT t.n FROM t FULL JOIN u ON t.a = u.a WHERE u.x > 1").contains("Join RIGHT"));
    assertTrue(
        reduced("SELECT t.n FROM t LEFT JOIN u ON t.a = u.a WHERE u.x IS NULL OR u.x > 1")
            .contains("Join LEFT"));
    assertTrue(
        reduced("SELECT t.n FROM t LEFT JOIN u ON t.a = u.a WHERE coalesce(u.x, 1) = 1")
            .contains("Join LEFT"));
  }
}
