package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage.ExecutorStatus;
import io.brasa.cluster.protocol.ClusterMessage.HeldPlace;

/**
 * A place for executors at a worker, from the order to begin until the worker says that it is gone.
 */
final class Placement {
  final String place;
  final String application;
  final String applicationName;
  final WorkerRecord worker;
  final String incarnation;
  final int cores;
  final int memoryMiB;

  /** Ordered to end: no longer its application's, still its worker's. */
  boolean isStopping;

  /** What runs there now; empty if nothing has been heard of. */
  String executor = "";

  long processId;

  Placement(HeldPlace held, WorkerRecord worker) {
    this.place = held.place();
    this.application = held.application();
    this.applicationName = held.applicationName();
    this.worker = worker;
    this.incarnation = held.incarnation();
    this.cores = held.cores();
    this.memoryMiB = held.memoryMiB();
  }

  HeldPlace held() {
    return new HeldPlace(place, application, applicationName, cores, memoryMiB, incarnation);
  }

  ExecutorStatus status() {
    return new ExecutorStatus(place, worker.id, executor, processId, cores, memoryMiB);
  }
}
