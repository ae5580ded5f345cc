package io.brasa.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.testkit.cluster.Misfortune.Kind;
import io.brasa.testkit.program.RandomProgram;
import io.brasa.testkit.simulation.Simulation;
import io.brasa.testkit.simulation.SimulationFailure;
import io.brasa.testkit.simulation.SimulationLimits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random programs on a cluster whose executors are lost, stand still, or have bad disks: they give
 * what plain collections give, or end with an error that the misfortune allows.
 */
final class TestProgramsOnCluster {
  /** Products of products may have tens of thousands of partitions. */
  private static final SimulationLimits LIMITS = new SimulationLimits(3_000_000, 7_200_000, 5_000);

  private static final long FIRST = Long.getLong("brasa.simulation.first", 0);
  private static final int USUAL_STEPS = 700;
  private static final long SETTLING_MILLIS = 90_000;
  private static final long[] MEMORY_BYTES = {64 << 20, 32 << 10};

  /**
   * @param problem empty if all was well
   */
  private record Result(Kind kind, String problem, String error, int blowCount) {}

  private static Result run(long seed, int stepCount, int actionCount) {
    Kind kind = Kind.values()[(int) (seed % Kind.values().length)];
    Simulation simulation = new Simulation(seed, LIMITS);
    RandomGenerator chance = simulation.chance();
    long memoryBytes = MEMORY_BYTES[chance.nextInt(MEMORY_BYTES.length)];
    SimulatedCluster cluster =
        new SimulatedCluster(simulation, 2 + chance.nextInt(2), 1 + chance.nextInt(2), memoryBytes);
    Misfortune misfortune = new Misfortune(cluster, kind);
    RandomProgram program = RandomProgram.of(seed, stepCount, actionCount);
    String[] error = {""};
    String problem;
    try {
      problem = simulation.call(() -> run(program, cluster, misfortune, kind, error));
    } catch (SimulationFailure failure) {
      problem = failure.toString();
    }
    return new Result(kind, problem, error[0], misfortune.blowCount());
  }

  private static String run(
      RandomProgram program,
      SimulatedCluster cluster,
      Misfortune misfortune,
      Kind kind,
      String[] error)
      throws InterruptedException {
    try (BrasaContext context = cluster.open(_ -> {})) {
      context.setCheckpointDir(SimulatedCluster.SHARED + "/checkpoints");
      misfortune.begin(USUAL_STEPS);
      program.check(context, true, UnaryOperator.identity());
    } catch (AssertionError e) {
      if (!(e.getCause() instanceof EngineException failure) || !kind.allows(failure.code()))
        return text(e);
      error[0] = failure.code().name();
    } catch (EngineException failure) {
      // Even collecting for the report of what was wrong may fail.
      if (!kind.allows(failure.code())) return text(failure);
      error[0] = failure.code().name();
    }
    cluster.simulation().sleepMillis(SETTLING_MILLIS);
    List<String> left = cluster.leftovers();
    return left.isEmpty() ? "" : "left behind: " + left;
  }

  private static String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static void check(int count, int stepCount, int actionCount) {
    List<String> problems = new ArrayList<>();
    Map<Kind, Integer> struck = new EnumMap<>(Kind.class);
    Map<Kind, Integer> failed = new EnumMap<>(Kind.class);
    for (long seed = FIRST; seed < FIRST + count && problems.size() < 3; seed++) {
      Result result = run(seed, stepCount, actionCount);
      if (!result.problem().isEmpty())
        problems.add("seed " + seed + ", " + result.kind() + ": " + result.problem());
      if (result.blowCount() > 0) struck.merge(result.kind(), 1, Integer::sum);
      if (!result.error().isEmpty()) failed.merge(result.kind(), 1, Integer::sum);
    }
    System.out.println(count + " programs; blows struck: " + struck + "; named errors: " + failed);
    assertEquals(List.of(), problems);
    int all = struck.values().stream().mapToInt(Integer::intValue).sum();
    int errors = failed.values().stream().mapToInt(Integer::intValue).sum();
    assertTrue(all * 2 > count, struck + " of " + count);
    assertTrue(errors * 5 < count, failed + " of " + count);
  }

  @Test
  void giveTheRightAnswerOrANamedError() {
    check(Integer.getInteger("brasa.simulation.programs", 25), 6, 3);
  }

  @Test
  @Tag("slow")
  void giveTheRightAnswerAThousandTimes() {
    check(1_000, 8, 4);
  }
}
