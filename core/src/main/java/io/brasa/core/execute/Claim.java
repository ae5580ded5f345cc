package io.brasa.core.execute;

import io.brasa.core.closure.StaticTurn;

/** A task that a slot has taken from a lease. */
final class Claim {
  final Slot slot;
  final OpenLease lease;
  final int position;

  /** The static values that it relies on until it ends. */
  final StaticTurn.Held turn;

  /** Guarded by the executor: it was reported as stopped before it ended. */
  boolean isAbandoned;

  Claim(Slot slot, OpenLease lease, int position, StaticTurn.Held turn) {
    this.slot = slot;
    this.lease = lease;
    this.position = position;
    this.turn = turn;
  }

  int partition() {
    return lease.lease.partitions().get(position);
  }

  int attempt() {
    return lease.lease.attempts().get(position);
  }
}
