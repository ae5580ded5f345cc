package io.brasa.testkit.scale;

import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerCommand.StageAttempt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** An executor: slots, a queue, and what has become of it. */
final class Worker {
  /** A claim of a lease. */
  record Claim(Lease lease, int index, StageAttempt stage) {
    int partition() {
      return lease.partitions().get(index);
    }

    int attempt() {
      return lease.attempts().get(index);
    }
  }

  final String id;
  final int slots;
  final Set<Long> leases = new HashSet<>();
  final Deque<Claim> queue = new ArrayDeque<>();
  int running;
  boolean isAlive = true;

  /** Until when it stands still, or its words do not reach the driver. */
  double pausedUntil;

  double mutedUntil;
  double deafUntil;

  /** By how much its disk is too slow. */
  int slowness = 1;

  Worker(String id, int slots) {
    this.id = id;
    this.slots = slots;
  }
}
