package io.brasa.cluster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several masters in one simulation, under many seeds. */
final class TestSimulatedMasters {
  private static final int SEEDS = Integer.getInteger("brasa.simulation.seeds", 100);
  private static final long FIRST = Long.getLong("brasa.simulation.first", 0);
  private static final Logger LOG = Logger.getLogger("io.brasa.cluster");

  private Level level;

  @BeforeEach
  void beQuiet() {
    level = LOG.getLevel();
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void beAsBefore() {
    LOG.setLevel(level);
  }

  @Test
  void oneLeadsAndKnowsAllAndNobodyObeysAnotherWhateverHappens() {
    List<String> problems = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + SEEDS && problems.size() < 3; seed++) {
      String problem = new MastersRun().apply(seed);
      if (!problem.isEmpty()) problems.add("seed " + seed + ": " + problem);
    }
    assertEquals(List.of(), problems);
  }
}
