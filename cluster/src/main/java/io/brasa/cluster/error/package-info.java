/** The error codes of the cluster module. Everything in cluster may use it. */
package io.brasa.cluster.error;
