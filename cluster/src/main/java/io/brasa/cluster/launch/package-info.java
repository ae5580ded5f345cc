/**
 * Executor processes on this machine, for {@code local-cluster[COUNT,CORES,MEMORY]}: {@link
 * io.brasa.cluster.launch.ExecutorProcesses} starts them, replaces those that end, and sees to it
 * that none outlives the driver; {@link io.brasa.cluster.launch.ExecutorMain} is what they run.
 * Called by whoever opens a context for such a master.
 *
 * <h2>What an executor is given</h2>
 *
 * On its command line {@link io.brasa.cluster.launch.ExecutorArguments}, which anybody on the
 * machine may read; on its standard input the secret as hexadecimal digits and a line feed, then
 * nothing until the end of the input, which means that the driver is gone.
 */
package io.brasa.cluster.launch;
