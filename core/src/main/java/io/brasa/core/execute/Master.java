package io.brasa.core.execute;

import java.util.Optional;

/**
 * Where the tasks of a context run: brings executors to the driver and takes them away. Placement
 * is behind this interface, whoever does it: this process, child processes, our own cluster, YARN
 * or Kubernetes.
 */
public interface Master extends AutoCloseable {
  /**
   * Starts bringing executors to {@link MasterSetup#driver}; returns when tasks can run, or fails
   * by name.
   */
  void start();

  /** How many tasks can run at once, as far as is known. */
  int slotCount();

  /** The stage whose task a thread of this process runs, if it does. */
  Optional<String> taskOf(Thread thread);

  /** Takes all executors away, with their processes and files. Idempotent. */
  @Override
  void close();
}
