package io.brasa.cluster.worker;

import io.brasa.cluster.protocol.MasterUrl;
import java.util.List;

/**
 * What a worker is told.
 *
 * @param masters of the cluster
 * @param host the name or address at which this worker and its executors listen
 * @param port where this worker listens; zero for any
 * @param cores to give away
 * @param memoryMiB to give away
 * @param folder for logs and for what executors keep on disk
 * @param keepLogsMillis how long logs are kept after the last line
 * @param tlsFolder holds what executors need for TLS; empty without
 * @param driverCommand the words that start the command line's program, as this process was
 */
public record WorkerSettings(
    MasterUrl masters,
    String host,
    int port,
    int cores,
    int memoryMiB,
    String folder,
    long keepLogsMillis,
    String tlsFolder,
    List<String> driverCommand) {
  public WorkerSettings {
    driverCommand = List.copyOf(driverCommand);
    if (cores < 1 || memoryMiB < 64)
      throw new IllegalArgumentException(cores + " cores and " + memoryMiB + " MiB");
  }
}
