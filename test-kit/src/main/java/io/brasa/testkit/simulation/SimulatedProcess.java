package io.brasa.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A process of the simulation: a name, an environment, and the threads started through that
 * environment. It can be killed as by {@code kill -9} and stopped as by {@code kill -STOP}. All
 * methods are called by threads of the simulation, or before it runs.
 */
public final class SimulatedProcess {
  private final Simulation simulation;
  private final String name;
  private final SimulatedEnvironment environment;
  private final List<Runnable> deathActions = new ArrayList<>();
  private boolean isAlive = true;
  private boolean isPaused;

  SimulatedProcess(Simulation simulation, String name) {
    this.simulation = simulation;
    this.name = name;
    this.environment = new SimulatedEnvironment(simulation, this);
  }

  public String name() {
    return name;
  }

  /** The world as this process sees it. */
  public SimulatedEnvironment environment() {
    return environment;
  }

  public boolean isAlive() {
    return isAlive;
  }

  public boolean isPaused() {
    return isPaused;
  }

  /**
   * Ends all threads of the process before it returns; each gets {@link SimulatedDeath} where it
   * stands. A process that kills itself ends with this call.
   */
  public void kill() {
    simulation.kill(this);
  }

  /** Stops all threads of the process where they stand, while time goes on. */
  public void pause() {
    if (isPaused || !isAlive) return;
    simulation.baton().note("pauses " + name);
    isPaused = true;
    if (simulation.isInside(this)) simulation.step("is paused");
  }

  /** Ends a pause. */
  public void resume() {
    if (!isPaused) return;
    simulation.baton().note("resumes " + name);
    isPaused = false;
  }

  /**
   * Runs a short action, without steps, when the process is killed: its disk loses files, its peers
   * hear of it.
   */
  public void atDeath(Runnable action) {
    deathActions.add(action);
  }

  void die() {
    isAlive = false;
    isPaused = false;
  }

  void runDeathActions() {
    List<Runnable> actions = List.copyOf(deathActions);
    deathActions.clear();
    for (Runnable action : actions) action.run();
  }
}
