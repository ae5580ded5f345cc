package io.brasa.sql.operator;

import io.brasa.core.shuffle.ShuffleMetrics;
import io.brasa.runtime.memory.Reservation;

/**
 * What the operators of one task hold together: part of the task's reservation, and below a limit.
 * Belongs to the task's thread.
 */
final class MemoryPool {
  private final Reservation reservation;
  private final ShuffleMetrics metrics;
  private final long limitBytes;
  private long heldBytes;

  MemoryPool(Reservation reservation, ShuffleMetrics metrics, long limitBytes) {
    this.reservation = reservation;
    this.metrics = metrics;
    this.limitBytes = limitBytes;
  }

  boolean grow(long bytes) {
    return heldBytes + bytes <= limitBytes && overdraw(bytes);
  }

  /** The same whatever the limit: false if the process has no room. */
  boolean overdraw(long bytes) {
    if (!reservation.grow(bytes)) return false;
    heldBytes += bytes;
    metrics.peakMemoryBytes = Math.max(metrics.peakMemoryBytes, reservation.heldBytes());
    return true;
  }

  /** A task that fails may have closed its reservation before its operators. */
  void shrink(long bytes) {
    heldBytes -= bytes;
    reservation.shrink(Math.min(bytes, reservation.heldBytes()));
  }
}
