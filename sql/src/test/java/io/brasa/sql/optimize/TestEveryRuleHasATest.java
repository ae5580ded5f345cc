package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** One rule, one class, one test. */
final class TestEveryRuleHasATest {
  @Test
  void namedAfterIt() {
    Set<String> rules = Optimizer.rules(new Optimised().context());
    assertFalse(rules.isEmpty());
    for (String rule : rules) {
      try {
        Class.forName("io.brasa.sql.optimize.Test" + rule);
      } catch (ClassNotFoundException e) {
        fail("The rule " + rule + " has no test of its own");
      }
    }
  }
}
