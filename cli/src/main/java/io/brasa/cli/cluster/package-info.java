/**
 * The commands of a cluster of our own: its processes and their supervisor, programs that are
 * submitted, what is asked of it. Used by the command line's dispatch alone.
 */
package io.brasa.cli.cluster;
