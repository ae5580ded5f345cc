package io.brasa.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.testkit.cluster.ClusterRun.Result;
import io.brasa.testkit.cluster.Misfortune.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestSimulatedCluster {
  private static final int SEEDS = Integer.getInteger("brasa.simulation.seeds", 1_000);
  private static final long FIRST = Long.getLong("brasa.simulation.first", 0);

  @Test
  void givesTheRightAnswerOrANamedErrorUnderAThousandSeeds() {
    List<String> problems = new ArrayList<>();
    Map<Kind, Integer> struck = new EnumMap<>(Kind.class);
    Map<Kind, Integer> failed = new EnumMap<>(Kind.class);
    for (long seed = FIRST; seed < FIRST + SEEDS && problems.size() < 5; seed++) {
      Result result = ClusterRun.run(seed);
      if (!result.problem().isEmpty())
        problems.add(
            "seed " + seed + ", " + result.job() + ", " + result.kind() + ": " + result.problem());
      if (result.blowCount() > 0) struck.merge(result.kind(), 1, Integer::sum);
      if (!result.error().isEmpty()) failed.merge(result.kind(), 1, Integer::sum);
    }
    assertEquals(List.of(), problems);
    System.out.println(
        SEEDS + " seeds; blows struck while jobs ran: " + struck + "; named errors: " + failed);
    for (Kind kind : Kind.values()) {
      if (kind == Kind.CALM) continue;
      int count = struck.getOrDefault(kind, 0);
      assertTrue(count * 30 > SEEDS, kind + " struck in " + count + " of " + SEEDS + " seeds only");
      assertTrue(
          failed.getOrDefault(kind, 0) * 5 < count,
          kind + " ended " + failed.get(kind) + " jobs of " + count);
    }
  }

  @Test
  void repeatsASeedStepByStep() {
    for (long seed = FIRST; seed < FIRST + 40; seed++) {
      Result first = ClusterRun.run(seed);
      Result second = ClusterRun.run(seed);
      assertEquals(first.trace(), second.trace(), "seed " + seed);
      assertEquals(first.traceHash(), second.traceHash(), "seed " + seed);
    }
  }
}
