package io.brasa.cli.chaos;

/** Where a run's driver is, and what becomes of it when it is killed. */
enum DriverPlace {
  /** A process of this command's: it stays dead. */
  OUTSIDE,
  /** A worker's: it is started again, from its beginning. */
  IN_CLUSTER,
  /** A worker's: it is started again, and goes on. */
  WITH_JOURNAL;

  boolean isInCluster() {
    return this != OUTSIDE;
  }
}
