package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage.DriverStatus;
import io.brasa.cluster.protocol.ClusterMessage.DriverWish;

/** A driver that runs, or is to run, at a worker. */
final class DriverRecord {
  /** What becomes of a driver; the last four are ends. */
  enum State {
    WAITING,
    RUNNING,
    FINISHED,
    FAILED,
    LOST,
    KILLED;

    boolean isEnd() {
      return ordinal() > RUNNING.ordinal();
    }
  }

  final String id;
  final DriverWish wish;
  final long order;
  State state = State.WAITING;

  /** Where it was ordered to run; empty while it waits. Of an ended one, where it was last. */
  String worker = "";

  static final long NOT_AWAY = Long.MIN_VALUE;

  /** Since when there is no word of its worker. */
  long awaySinceMillis = NOT_AWAY;

  int starts;
  long notBeforeMillis;
  String reason = "";

  /** Was ordered to end. */
  boolean isStopping;

  DriverRecord(String id, DriverWish wish, long order) {
    this.id = id;
    this.wish = wish;
    this.order = order;
  }

  static DriverRecord of(KeptEntry.KeptDriver kept) {
    DriverRecord driver = new DriverRecord(kept.driver(), kept.wish(), kept.order());
    driver.worker = kept.worker();
    driver.starts = kept.starts();
    if (!driver.worker.isEmpty()) driver.state = State.RUNNING;
    return driver;
  }

  KeptEntry kept() {
    return new KeptEntry.KeptDriver(id, wish, order, worker, starts);
  }

  String key() {
    return "driver-" + id;
  }

  DriverStatus status() {
    return new DriverStatus(id, wish.name(), state.name(), worker, reason);
  }
}
