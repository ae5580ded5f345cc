package io.brasa.cluster.master;

/**
 * The bounds of a master's decisions.
 *
 * @param isSpread whether executors of an application go to as many workers as there are, or to as
 *     few
 * @param recoveryMillis how long a new leader waits for those that its predecessor knew
 * @param absenceMillis how long an application may be without a channel to the master
 * @param driverStarts how often a supervised driver is started in all
 */
record ClusterLimits(boolean isSpread, long recoveryMillis, long absenceMillis, int driverStarts) {
  static final ClusterLimits USUAL = new ClusterLimits(true, 15_000, 5_000, 10);
}
