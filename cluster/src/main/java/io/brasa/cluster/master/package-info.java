/**
 * The master of a cluster of our own: which workers there are, who gets their cores and memory.
 * {@link io.brasa.cluster.master.ClusterState} decides, a pure state machine from {@link
 * io.brasa.cluster.master.ClusterEvent}s to {@link io.brasa.cluster.master.ClusterCommand}s; {@link
 * io.brasa.cluster.master.MasterNode} puts it on the network. What a successor must know goes
 * through a {@link io.brasa.cluster.master.RecoveryStore} before anything is done about it; who
 * leads is for a {@link io.brasa.cluster.master.LeaderElection} to say. Called by the command line.
 *
 * <h2>What is kept</h2>
 *
 * Under {@code epoch} the last epoch; under {@code worker-ID}, {@code application-ID} and {@code
 * driver-ID} a {@link io.brasa.cluster.master.KeptEntry}, in the sealed codec of that family.
 * Places are not kept: workers tell which they hold when they register again.
 *
 * <h2>A file of the store, version 1</h2>
 *
 * <pre>
 * offset  bytes  content
 *      0      4  "BRKV"
 *      4      1  version: 1
 *      5      8  n: length of the value, big endian
 *     13      4  CRC32C of the value
 *     17      n  the value
 * </pre>
 *
 * Its name is {@code KEY.SEQUENCE}; of several with the same key the highest sequence counts.
 */
package io.brasa.cluster.master;
