package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestEmptyRelations {
  private final Optimised optimised = new Optimised();

  @Test
  void whatGivesNoRowIsNotComputed() {
    String plan =
        Optimised.text(
            optimised.plan("SELECT t.a FROM t JOIN (SELECT a FROM u WHERE 1 = 2) x ON t.a = x.a"));
    assertEquals("LocalRows [a#1]\n", plan);
    assertTrue(
        Optimised.text(optimised.plan("SELECT count(*) FROM t WHERE a > 1 AND false"))
            .contains("Aggregate"));
  }
}
