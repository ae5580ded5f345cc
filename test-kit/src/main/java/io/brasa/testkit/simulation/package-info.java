/**
 * Deterministic simulation: the engine's own code runs on real data in a world where time, threads,
 * files, wires and failures follow from a seed.
 *
 * <p>{@link io.brasa.testkit.simulation.Simulation} is one run; {@link
 * io.brasa.testkit.simulation.SimulatedProcess} what can be killed in it; {@link
 * io.brasa.testkit.simulation.SimulatedEnvironment}, {@link
 * io.brasa.testkit.simulation.SimulatedStorage} and {@link
 * io.brasa.testkit.simulation.SimulatedNetwork} are the engine's three doors to the world. Tests
 * call it; no other module but through them.
 */
package io.brasa.testkit.simulation;
