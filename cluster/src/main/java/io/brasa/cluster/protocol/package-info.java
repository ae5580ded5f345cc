/**
 * What the processes of a cluster of our own say to each other: {@link
 * io.brasa.cluster.protocol.ClusterMessage}s between a master, its workers, drivers and the command
 * line, in the frames of {@link io.brasa.core.remote}. {@link io.brasa.cluster.protocol.MasterLink}
 * keeps a worker or a driver registered with whichever master leads, {@link
 * io.brasa.cluster.protocol.ClusterSecret} finds what all of them know. Called by {@code
 * cluster.master}, {@code cluster.worker}, {@code cluster.standalone} and the command line.
 *
 * <p>Drivers and their executors speak {@link io.brasa.core.remote.TaskMessage} among themselves,
 * under a secret of the application alone, which its driver makes. The master and workers carry
 * that secret, within channels that the cluster's secret protects, and executors get it over a
 * pipe.
 */
package io.brasa.cluster.protocol;
