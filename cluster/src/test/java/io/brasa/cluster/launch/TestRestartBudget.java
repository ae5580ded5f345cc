package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TestRestartBudget {
  private final RestartBudget budget = new RestartBudget(4, 60_000, 100);

  @Test
  void doublesTheDelayUntilItGivesUp() {
    for (int i = 0; i < 4; i++) assertEquals(OptionalLong.of(100L << i), budget.take(i));
    assertEquals(OptionalLong.empty(), budget.take(59_999));
  }

  @Test
  void forgetsWhatIsLongerAgoThanThePeriod() {
    for (int i = 0; i < 4; i++) budget.take(i * 10_000L);
    assertEquals(OptionalLong.of(800), budget.take(60_000));
    assertEquals(OptionalLong.empty(), budget.take(60_001));
    assertEquals(OptionalLong.of(100), budget.take(1_000_000));
  }
}
