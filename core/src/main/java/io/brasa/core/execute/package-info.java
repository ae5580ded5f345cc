/**
 * Where tasks run and jobs are decided: an {@link io.brasa.core.execute.Executor} runs leases on
 * its slots, the {@link io.brasa.core.execute.Driver} makes events of what users and executors say,
 * which the decision loop gives to the scheduler, and carries out its commands through {@link
 * io.brasa.core.execute.TaskRunner}s. The same executor runs in the driver's process, in a process
 * of its own behind the wire, and in simulation.
 */
package io.brasa.core.execute;
