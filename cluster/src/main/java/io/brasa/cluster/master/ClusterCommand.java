package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage;

/** What a master is to do, in this order. */
sealed interface ClusterCommand {
  /** Keep an entry; what follows is done only once it is safe. */
  record Keep(String key, KeptEntry entry) implements ClusterCommand {}

  record Forget(String key) implements ClusterCommand {}

  record TellWorker(String worker, ClusterMessage message) implements ClusterCommand {}

  record TellApplication(String application, ClusterMessage message) implements ClusterCommand {}

  /** A line for the log. */
  record Note(String text) implements ClusterCommand {}
}
