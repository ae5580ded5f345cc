/**
 * Contexts on a cluster of our own: {@link io.brasa.cluster.standalone.StandaloneProvider} opens
 * masters of the form {@code brasa://HOST:PORT}, found as a service by whoever opens a context;
 * {@link io.brasa.cluster.standalone.ClusterClient} asks the cluster, for the command line.
 */
package io.brasa.cluster.standalone;
