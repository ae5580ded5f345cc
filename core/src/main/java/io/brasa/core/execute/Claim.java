package io.brasa.core.execute;

import io.brasa.core.closure.StaticTurn;

/** A task that a slot has taken from a lease. */
final class Claim {
  /** Of telling others that the task has begun. */
  enum Start {
    UNTOLD,
    /** Its slot waits with the outcome until that is done. */
    BEING_TOLD,
    TOLD
  }

  final Slot slot;
  final OpenLease lease;
  final int position;

  /** The static values that it relies on until it ends. */
  final StaticTurn.Held turn;

  /** By the environment's clock that never goes back. */
  final long beganNanos;

  volatile Start start = Start.UNTOLD;

  /** Guarded by the executor: it was reported as stopped before it ended. */
  boolean isAbandoned;

  Claim(Slot slot, OpenLease lease, int position, StaticTurn.Held turn, long beganNanos) {
    this.slot = slot;
    this.lease = lease;
    this.position = position;
    this.turn = turn;
    this.beganNanos = beganNanos;
  }

  int partition() {
    return lease.lease.partitions().get(position);
  }

  int attempt() {
    return lease.lease.attempts().get(position);
  }
}
