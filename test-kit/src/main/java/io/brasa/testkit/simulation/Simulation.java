package io.brasa.testkit.simulation;

import io.brasa.runtime.environment.Await;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * One run of a program in a world where time, threads and failures follow from a seed. Threads are
 * real, but only one runs at a time and which one is decided by chance at each wait, file operation
 * and message; when all wait, time jumps. The same program with the same seed takes the same steps,
 * which {@link #traceHash()} shows.
 *
 * <pre>{@code
 * Simulation simulation = new Simulation(seed);
 * SimulatedProcess worker = simulation.process("worker");
 * int answer = simulation.call(() -> {
 *   worker.environment().start("serve", ThreadKind.WAITING, server::run);
 *   simulation.sleepMillis(10);
 *   worker.kill();
 *   return client.ask();
 * });
 * }</pre>
 *
 * <p>The body of {@link #call} is a thread of the process {@code test}; the run is over when it
 * ends, and whatever other threads are left end with it. A deadlock, an uncaught exception of any
 * thread, or a bound of {@link SimulationLimits} ends the run with a {@link SimulationFailure} that
 * names the seed. An instance serves one run.
 */
public final class Simulation {
  private static final String TEST = "test";

  private final long seed;
  private final SplittableRandom chance;
  private final Baton baton;
  private final Map<String, SimulatedProcess> processes = new LinkedHashMap<>();
  private final Await never;
  private boolean isUsed;

  public Simulation(long seed) {
    this(seed, SimulationLimits.USUAL);
  }

  public Simulation(long seed, SimulationLimits limits) {
    this.seed = seed;
    this.chance = new SplittableRandom(seed);
    this.baton = new Baton(seed, limits, chance.split());
    this.never = new SimulatedAwait(baton);
    process(TEST);
  }

  /** An action that may fail. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  public long seed() {
    return seed;
  }

  /**
   * The living process of a name, new if there is none; a killed process is replaced by another of
   * its name.
   */
  public SimulatedProcess process(String name) {
    SimulatedProcess known = processes.get(name);
    if (known != null && known.isAlive()) return known;
    SimulatedProcess added = new SimulatedProcess(this, name);
    processes.put(name, added);
    return added;
  }

  /** The process in which the body of the run lives. */
  public SimulatedProcess test() {
    return process(TEST);
  }

  /** As {@link #call}, without a result. */
  public void run(Body body) {
    call(
        () -> {
          body.run();
          return true;
        });
  }

  /**
   * Runs a body to its end and returns its result. What it throws is the cause of a {@link
   * SimulationFailure}.
   */
  public <T> T call(Callable<T> body) {
    if (isUsed) throw new IllegalStateException("A simulation runs once; make a new one");
    isUsed = true;
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Throwable> problem = new AtomicReference<>();
    SimulatedThread main = baton.add("main", test(), false, () -> live(body, result, problem));
    try {
      baton.run(main);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while seed " + seed + " ran", interrupted);
    }
    if (baton.failure() != null) throw baton.failure();
    if (problem.get() != null)
      throw new SimulationFailure(seed, String.valueOf(problem.get()), problem.get());
    return result.get();
  }

  private <T> void live(
      Callable<T> body, AtomicReference<T> result, AtomicReference<Throwable> problem) {
    try {
      result.set(body.call());
    } catch (SimulatedDeath death) {
      throw death;
    } catch (Throwable thrown) {
      problem.set(thrown);
    }
    baton.finish(baton.current());
  }

  /** Equal for two runs that took the same steps. */
  public long traceHash() {
    return baton.trace().hash();
  }

  /** The last steps of the run, oldest first. */
  public List<String> trace() {
    return baton.trace().lines(Integer.MAX_VALUE);
  }

  /** Scheduling decisions so far. */
  public long stepCount() {
    return baton.stepCount();
  }

  /** Virtual nanoseconds so far. */
  public long nowNanos() {
    return baton.nowNanos();
  }

  /**
   * The seeded source of chance behind faults and scenarios; to be used by threads of the
   * simulation only.
   */
  public RandomGenerator chance() {
    return chance;
  }

  /** Notes an action in the trace and lets others run. Does nothing outside the run. */
  public void step(String action) {
    if (baton.isRunning()) baton.step(action);
  }

  /** Lets virtual time pass. */
  public void sleepMillis(long millis) throws InterruptedException {
    never.until(() -> false, millis);
  }

  /** As {@link #sleepMillis}, finer, and not to be interrupted. Does nothing outside the run. */
  void sleepNanos(long nanos) {
    if (!baton.isRunning()) return;
    SimulatedThread me = baton.current();
    me.isRunnable = false;
    me.deadlineNanos = baton.nowNanos() + nanos;
    baton.handOver(me);
  }

  /**
   * Waits until the run has taken so many steps, or cannot go on otherwise: the moment for a fault.
   */
  public void awaitStep(long step) {
    SimulatedThread me = baton.current();
    if (step <= baton.stepCount()) return;
    me.isRunnable = false;
    me.wakeStep = step;
    baton.handOver(me);
  }

  /**
   * The threads that live, without the simulation's own and the caller, as {@code process/name}.
   */
  public List<String> threadNames() {
    SimulatedThread me = baton.current();
    List<String> names = new ArrayList<>();
    for (SimulatedThread thread : baton.threads()) {
      if (thread != me && !thread.isService) names.add(thread.toString());
    }
    return names;
  }

  Baton baton() {
    return baton;
  }

  boolean isInside(SimulatedProcess process) {
    return baton.isRunning() && baton.current().process == process;
  }

  /** The process of the calling thread; before the run, the test's. */
  SimulatedProcess currentProcess() {
    return baton.isRunning() ? baton.current().process : test();
  }

  void kill(SimulatedProcess process) {
    if (process == test())
      throw new IllegalArgumentException("The test's own process cannot be killed");
    if (!process.isAlive()) return;
    SimulatedThread me = baton.current();
    baton.note("kills " + process.name());
    process.die();
    List<SimulatedThread> doomed =
        baton.threads().stream().filter(thread -> thread.process == process).toList();
    baton.unwind(me, doomed);
    process.runDeathActions();
    if (me.process == process) {
      me.isDoomed = true;
      baton.current();
    }
  }
}
