/**
 * The whole engine in simulation: {@link io.brasa.testkit.cluster.SimulatedCluster} runs the real
 * driver, scheduler, executors, shuffle, memory and commit code in simulated processes on simulated
 * wires and disks, and {@link io.brasa.testkit.cluster.Misfortune} is what happens to them. Called
 * by tests and by bugs' worlds.
 */
package io.brasa.testkit.cluster;
