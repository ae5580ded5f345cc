/**
 * Several masters that agree among themselves, by Raft: {@link io.brasa.cluster.raft.RaftProvider}
 * opens recoveries {@code raft://HOST:PORT,HOST:PORT,HOST:PORT}, which lists all masters. Found as
 * a service by whoever starts a master; a module of its own, so that nobody else carries Ratis.
 *
 * <p>Ratis decides and keeps its log; its messages travel as questions of one master's election to
 * another's, over the channels of the cluster, under the cluster's secret and TLS. So there is no
 * further port, and nothing of Ratis's own network code is used.
 *
 * <h2>Questions, version 1</h2>
 *
 * <pre>
 * offset  bytes  content
 *      0      1  kind: 1 vote, 2 entries, 3 snapshot, 4 election
 *      1    n-1  the message of Ratis, in its own format
 * </pre>
 *
 * An answer is the answering message alone.
 *
 * <h2>Entries of the log, and the snapshot, version 1</h2>
 *
 * <pre>
 * begin   1 (kind)                                      answered by the new epoch, 8 bytes
 * put     2 (kind)  epoch (8)  key (UTF, as DataOutput)  value (the rest)
 * remove  3 (kind)  epoch (8)  key
 * </pre>
 *
 * <p>A change of another epoch than the present one changes nothing; its answer is one byte 0, that
 * of a change that was done one byte 1. A snapshot is {@code version (1) epoch (8) count (4)}, then
 * {@code key, length (4), value} of each.
 */
package io.brasa.cluster.raft;
