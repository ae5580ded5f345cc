package io.brasa.cli.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TestPlan {
  @Test
  void followsFromItsSeedAlone() {
    for (long seed = 0; seed < 100; seed++) assertEquals(Plan.of(seed), Plan.of(seed));
  }

  @Test
  void meetsAllWorkloadsFaultsAndVictims() {
    Set<Workload> workloads = EnumSet.noneOf(Workload.class);
    Set<String> pairs = new HashSet<>();
    LongStream.range(0, 2_000)
        .mapToObj(Plan::of)
        .forEach(
            plan -> {
              workloads.add(plan.workload());
              pairs.add(plan.cluster() + " " + plan.fault() + " " + plan.victim());
              assertTrue(plan.moment() >= 0 && plan.moment() < 1);
            });
    assertEquals(EnumSet.allOf(Workload.class), workloads);
    assertEquals(23, pairs.size());
    assertTrue(pairs.contains("own kill journaled-driver"));
    assertTrue(pairs.contains("own one-way-cut driver"));
    assertTrue(pairs.contains("own one-way-cut master"));
    assertFalse(pairs.contains("local kill driver"), "nobody would start it again");
  }

  @Test
  void matchesAnyOfTheWordsThatNameIt() {
    Plan plan = new Plan(1, Workload.K_MEANS, true, Fault.CUT, Victim.WORKER, 0.5, 500);
    for (String word : List.of("kmeans", "own", "cut", "worker"))
      assertTrue(plan.matches(List.of("sort", word)), word);
    assertTrue(plan.matches(List.of()));
    assertFalse(plan.matches(List.of("sort", "one-way-cut")));
  }

  @Test
  void readsOptionsAndRefusesOthers() {
    assertEquals(
        new ChaosOptions(7, 200, List.of("kill", "own"), "here"),
        ChaosOptions.parse(
            List.of("--seed", "7", "--count=200", "--only", "kill,own", "--folder", "here")));
    for (String wrong : List.of("--sede=1", "--seed=x", "--count=0", "--only"))
      assertEquals(
          CliError.OPTION_INVALID,
          assertThrows(EngineException.class, () -> ChaosOptions.parse(List.of(wrong))).code(),
          wrong);
  }

  @Test
  void doesOnlyWhatTheMachinePermits() {
    Machine poor = new Machine(false, false, false);
    assertEquals(List.of("cut", "one-way-cut", "disk-full", "memory-limit"), poor.missing());
    assertEquals(List.of(), new Machine(true, true, true).missing());
  }
}
