package io.brasa.testkit.simulation;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The world as one simulated process sees it: threads started here belong to the process and die
 * with it. Its clocks run with the simulation's time, but start elsewhere than other processes'
 * clocks, as on real hosts; the monotonic one may be negative.
 */
public final class SimulatedEnvironment implements Environment {
  /** The first instant of 2026, about which the wall clocks of processes differ by seconds. */
  private static final long EPOCH_MILLIS = 1_767_225_600_000L;

  private static final int SKEW_MILLIS = 4_000;

  private final Simulation simulation;
  private final SimulatedProcess process;
  private final long originNanos;
  private long originMillis;
  private SimulatedTimers timers;
  private Object attachment;

  SimulatedEnvironment(Simulation simulation, SimulatedProcess process) {
    this.simulation = simulation;
    this.process = process;
    this.originNanos = simulation.chance().nextLong() >> 2;
    this.originMillis = EPOCH_MILLIS + simulation.chance().nextInt(SKEW_MILLIS);
  }

  @Override
  public long nanoTime() {
    return originNanos + simulation.nowNanos();
  }

  @Override
  public long currentTimeMillis() {
    return originMillis + simulation.nowNanos() / 1_000_000;
  }

  /** Somebody sets the wall clock of the process, forward or back; the other clock goes on. */
  public void jump(long millis) {
    originMillis += millis;
  }

  @Override
  public RandomGenerator newRandom() {
    return new Random(simulation.chance().nextLong());
  }

  @Override
  public Await newAwait() {
    return new SimulatedAwait(simulation.baton());
  }

  /** Kinds make no difference here: every thread is virtual. */
  @Override
  public void start(String name, ThreadKind kind, Runnable body) {
    start(name, false, body);
  }

  void start(String name, boolean isService, Runnable body) {
    if (simulation.baton().isRunning()) simulation.baton().current();
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "Process " + process.name() + " is dead; it cannot start " + name);
    }
    simulation.baton().add(name, process, isService, body);
  }

  @Override
  public void after(long delayMillis, Runnable action) {
    if (simulation.baton().isRunning()) simulation.baton().current();
    if (timers == null) timers = new SimulatedTimers(simulation, this);
    timers.add(delayMillis, action);
  }

  /** Never: what the collector finds, and when, no seed decides. */
  @Override
  public void whenUnreachable(Object object, Runnable action) {}

  /** Leaves something here for whoever is given the environment by the engine. */
  public void attach(Object object) {
    attachment = object;
  }

  /** What was left here last. */
  public Object attachment() {
    return attachment;
  }
}
