package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage.DriverWish;
import io.brasa.cluster.protocol.ClusterMessage.Life;
import io.brasa.cluster.protocol.ClusterMessage.Wishes;

/** What a successor has to know of. A new kind is added only at the end. */
sealed interface KeptEntry {
  /** Who will register again, or is gone. */
  record KeptWorker(String worker, String host, int port, int cores, int memoryMiB)
      implements KeptEntry {}

  /**
   * @param order its place in the queue
   * @param epoch of its driver, as is the incarnation; zero and empty if a release kept it that did
   *     not know of these
   */
  record KeptApplication(
      String application, String name, Wishes wishes, long order, long epoch, String incarnation)
      implements KeptEntry {
    Life life() {
      return new Life(epoch, incarnation == null ? "" : incarnation);
    }
  }

  /**
   * @param worker where it was ordered to run; empty while it waits
   * @param starts how often it was started
   */
  record KeptDriver(String driver, DriverWish wish, long order, String worker, int starts)
      implements KeptEntry {}
}
