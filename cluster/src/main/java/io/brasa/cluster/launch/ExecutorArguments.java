package io.brasa.cluster.launch;

import io.brasa.core.remote.Transport;
import java.util.List;

/**
 * The command line of an executor, in this order.
 *
 * @param executor its id, never used twice in an application
 * @param driver where the driver listens
 * @param slots how many tasks it runs at a time
 * @param folder for its files, and for nobody else's
 * @param host where it listens
 * @param outputsPort where, on the same host, its map outputs are served besides
 * @param tlsFolder holds what it needs for TLS; empty without
 * @param isJson whether its log is lines of JSON from the start
 */
record ExecutorArguments(
    String executor,
    Transport.Address driver,
    int slots,
    String folder,
    String host,
    int outputsPort,
    String tlsFolder,
    boolean isJson) {
  static ExecutorArguments parse(String[] words) {
    if (words.length != 9)
      throw new IllegalArgumentException(
          "An executor is started by a driver or a worker, with 9 arguments, not " + words.length);
    return new ExecutorArguments(
        words[0],
        new Transport.Address(words[1], Integer.parseInt(words[2])),
        Integer.parseInt(words[3]),
        words[4],
        words[5],
        Integer.parseInt(words[6]),
        words[7],
        Boolean.parseBoolean(words[8]));
  }

  List<String> words() {
    return List.of(
        executor,
        driver.host(),
        String.valueOf(driver.port()),
        String.valueOf(slots),
        folder,
        host,
        String.valueOf(outputsPort),
        tlsFolder,
        String.valueOf(isJson));
  }

  Transport.Address outputs() {
    return new Transport.Address(host, outputsPort);
  }
}
