package io.brasa.testkit.cluster;

import io.brasa.core.BrasaContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.testkit.cluster.Misfortune.Kind;
import io.brasa.testkit.simulation.Simulation;
import io.brasa.testkit.simulation.SimulationFailure;
import io.brasa.testkit.simulation.SimulationLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * One seed: a cluster, a job and a misfortune drawn from it, and what came of them. As a program
 * for bugs' worlds it answers what was wrong, or nothing.
 */
final class ClusterRun implements LongFunction<String> {
  private static final SimulationLimits LIMITS = new SimulationLimits(200_000, 3_600_000, 20_000);
  private static final int USUAL_STEPS = 1_500;

  /** The second is so little that whatever can spill does. */
  private static final long[] MEMORY_BYTES = {64 << 20, 32 << 10};

  private static final long SETTLING_MILLIS = 90_000;

  /**
   * @param problem empty if all was well
   * @param error the code of the error with which the job ended, if its misfortune allows that
   * @param blowCount how many blows struck before the job ended
   */
  record Result(
      ClusterJob job,
      Kind kind,
      String problem,
      String error,
      int blowCount,
      long steps,
      long traceHash,
      List<String> trace) {}

  @Override
  public String apply(long seed) {
    return run(seed).problem();
  }

  static Result run(long seed) {
    ClusterJob[] jobs = ClusterJob.values();
    Kind[] kinds = Kind.values();
    return run(
        seed, jobs[(int) (seed % jobs.length)], kinds[(int) (seed / jobs.length % kinds.length)]);
  }

  static Result run(long seed, ClusterJob job, Kind kind) {
    Simulation simulation = new Simulation(seed, LIMITS);
    RandomGenerator chance = simulation.chance();
    SimulatedCluster cluster =
        new SimulatedCluster(
            simulation,
            2 + chance.nextInt(2),
            1 + chance.nextInt(2),
            MEMORY_BYTES[chance.nextInt(MEMORY_BYTES.length)]);
    if (chance.nextInt(3) == 0) cluster.serveOutputs();
    if (job != ClusterJob.TOGETHER && chance.nextInt(4) == 0) cluster.comeAndGo();
    Misfortune misfortune = new Misfortune(cluster, kind);
    try {
      ClusterJob.prepare(cluster);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String problem;
    String[] error = {""};
    try {
      problem = simulation.call(() -> run(job, kind, cluster, misfortune, error));
    } catch (SimulationFailure failure) {
      problem = failure.toString();
    }
    return new Result(
        job,
        kind,
        problem,
        error[0],
        misfortune.blowCount(),
        simulation.stepCount(),
        simulation.traceHash(),
        simulation.trace());
  }

  private static String run(
      ClusterJob job, Kind kind, SimulatedCluster cluster, Misfortune misfortune, String[] error)
      throws InterruptedException {
    try (BrasaContext context = cluster.open(event -> {})) {
      misfortune.begin(USUAL_STEPS);
      String answer = job.run(context, cluster);
      if (!answer.equals(job.expected()))
        return "expected " + job.expected() + " but was " + answer;
    } catch (EngineException failure) {
      error[0] = failure.code().name();
      if (!kind.allows(failure.code())) return trace(failure);
    }
    cluster.simulation().sleepMillis(SETTLING_MILLIS);
    List<String> left = cluster.leftovers();
    return left.isEmpty() ? "" : "left behind: " + left;
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
