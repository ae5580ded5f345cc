package io.brasa.testkit.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scheduler with many executors of which some fail, under many seeds. */
final class TestSchedulerWorld {
  private static final int SEEDS = Integer.getInteger("brasa.simulation.seeds", 1_000);
  private static final long FIRST = Long.getLong("brasa.simulation.first", 0);

  @Test
  void answersRightAndRedoesOnlyWhatWasLostUnderAThousandSeeds() {
    List<String> problems = new ArrayList<>();
    SchedulerRun run = new SchedulerRun();
    for (long seed = FIRST; seed < FIRST + SEEDS && problems.size() < 5; seed++) {
      String problem = run.apply(seed);
      if (!problem.isEmpty()) problems.add("seed " + seed + ": " + problem);
    }
    assertEquals(List.of(), problems);
  }

  /** A million tasks, a thousand executors. */
  @Tag("slow")
  @Test
  void doesAJobOfAMillionTasksWhateverHappensToAThousandExecutors() {
    for (long seed = FIRST; seed < FIRST + 3; seed++) {
      SchedulerWorld world = new SchedulerWorld(seed, Scale.large());
      long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertEquals("", world.run(), "seed " + seed);
      System.out.printf(
          "seed %d: %d tasks begun, %.0f s of the simulated clock, %.1f s of the processor%n",
          seed,
          world.granted(),
          world.virtualMillis() / 1e3,
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9);
    }
  }
}
