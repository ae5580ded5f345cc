package io.brasa.core.execute;

import java.util.List;

/**
 * What an application asks of a cluster that it shares with others; elsewhere it means nothing.
 *
 * @param applicationName for people
 * @param coresMost of all its executors together; zero means as many as there are
 * @param executorCores of each executor; zero means all that a host has free
 * @param executorMemoryBytes the largest heap of each executor
 * @param driverHost the name or address at which executors reach this process; empty for the one
 *     that leads to the master
 * @param secretFile holds what all processes of the cluster know; empty when the environment says
 * @param tlsFolder holds certificates and key for TLS; empty when the environment says
 * @param files what executors find in their folder
 */
public record ResourceWishes(
    String applicationName,
    int coresMost,
    int executorCores,
    long executorMemoryBytes,
    String driverHost,
    String secretFile,
    String tlsFolder,
    List<String> files) {
  public ResourceWishes {
    files = List.copyOf(files);
  }
}
