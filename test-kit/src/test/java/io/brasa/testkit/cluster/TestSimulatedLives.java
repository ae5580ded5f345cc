package io.brasa.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Drivers with a journal that are killed or stand still, in the simulation. */
final class TestSimulatedLives {
  private static final long FIRST = Long.getLong("brasa.simulation.first", 0);
  private static final long SEEDS = Long.getLong("brasa.simulation.seeds", 15);

  @Test
  void theAnswerIsRightAndSavedOnceWhicheverDriverGivesIt() {
    LivesRun.Use use = new LivesRun.Use();
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++)
      assertEquals("", LivesRun.run(seed, use), "seed " + seed);
    System.out.println(
        SEEDS
            + " seeds: "
            + use.recognised
            + " stages recognised, "
            + use.superseded
            + " drivers superseded");
    assertTrue(use.recognised > SEEDS / 4, "hardly anything was recognised");
    assertTrue(use.superseded > SEEDS / 8, "hardly anybody woke");
  }
}
