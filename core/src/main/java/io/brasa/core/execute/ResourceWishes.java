package io.brasa.core.execute;

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
 */
public record ResourceWishes(
    String applicationName,
    int coresMost,
    int executorCores,
    long executorMemoryBytes,
    String driverHost,
    String secretFile) {}
