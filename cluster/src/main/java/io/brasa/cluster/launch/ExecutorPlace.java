package io.brasa.cluster.launch;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.wire.Secret;
import io.brasa.core.remote.Transport;

/**
 * Where one executor process after the other runs for an application.
 *
 * @param name different for each place of an application, ever: ids of executors are made of it
 * @param cores how many tasks run at a time
 * @param memoryMiB the largest heap
 * @param driver where executors register
 * @param secret of the application
 * @param host the name or address at which executors listen, as their driver and peers know it
 * @param folder where each executor gets a folder, deleted when it ends
 * @param logFolder where its log goes, and stays
 * @param workingFolder the current folder of executors
 * @param tlsFolder of this host; empty without TLS
 * @param results what results depend on besides data
 */
public record ExecutorPlace(
    String name,
    int cores,
    int memoryMiB,
    Transport.Address driver,
    Secret secret,
    String host,
    String folder,
    String logFolder,
    String workingFolder,
    String tlsFolder,
    SameResults results) {
  public ExecutorPlace {
    requireNonNull(driver);
    requireNonNull(secret);
    requireNonNull(tlsFolder);
    requireNonNull(results);
    if (cores < 1 || memoryMiB < 1 || name.isEmpty() || name.indexOf('/') >= 0)
      throw new IllegalArgumentException(
          "No place: '" + name + "' with " + cores + " cores and " + memoryMiB + " MiB");
  }
}
