/**
 * Several masters that agree through ZooKeeper: {@link
 * io.brasa.cluster.zookeeper.ZooKeeperProvider} opens recoveries {@code
 * zookeeper://HOST:PORT[,HOST:PORT…][/PATH]}. Found as a service by whoever starts a master; a
 * module of its own, so that nobody else carries ZooKeeper and Curator.
 *
 * <h2>Nodes, below the path of the URL ({@code /brasa})</h2>
 *
 * <pre>
 * leader    the latch of Curator: a node of each master, the first of which leads
 * epoch     the last epoch, 8 bytes, big endian
 * state     KEY: a value of the leader, as described in io.brasa.cluster.master
 * </pre>
 *
 * <p>Who has the latch raises the epoch in one transaction with a check that its latch is still
 * there, and every later change checks in its transaction that the epoch's node has still the
 * version that this made. So a master that was stopped, and does not know yet that its session is
 * over, changes nothing.
 */
package io.brasa.cluster.zookeeper;
