package io.brasa.core.execute;

import io.brasa.core.closure.StaticTurn;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The leases that an executor works off, oldest first. Guarded by the executor.
 *
 * <p><b>Turns.</b> A process has one value of a static field at a time. A lease whose tasks need
 * another value than those that run is passed over: its tasks are not begun, and take no slot,
 * until those that run have ended. Nor is any younger lease begun that would keep it from its turn,
 * so it waits for tasks that began before it could, and for no others. All executors of an
 * application get the leases of two stages in one order, so tasks that meet each other at a barrier
 * do not wait for each other's turn.
 */
final class LeaseQueue {
  private final Deque<OpenLease> leases = new ArrayDeque<>();
  private int unclaimed;

  void add(OpenLease lease) {
    leases.add(lease);
    unclaimed += lease.unclaimedCount();
  }

  int size() {
    return leases.size();
  }

  /** How many tasks have not begun. */
  int unclaimedCount() {
    return unclaimed;
  }

  /** The lease of which a task can begin now, or be reported as stopped; null if there is none. */
  OpenLease next() {
    List<StaticTurn> waiting = List.of();
    for (OpenLease lease : leases) {
      if (lease.unclaimedCount() == 0) continue;
      if (lease.isStopped || !lease.turn.isNeeded()) return lease;
      if (lease.turn.isFree() && !conflicts(lease.turn, waiting)) return lease;
      if (waiting.isEmpty()) waiting = new ArrayList<>();
      waiting.add(lease.turn);
    }
    return null;
  }

  private static boolean conflicts(StaticTurn turn, List<StaticTurn> others) {
    for (StaticTurn other : others) if (turn.conflict(other).isPresent()) return true;
    return false;
  }

  /** The position of the partition that is claimed. */
  int claim(OpenLease lease) {
    unclaimed--;
    return lease.take();
  }

  /** Tasks of a stage attempt, and of those before it, are no longer wanted. */
  void stop(long stage, int attempt) {
    for (OpenLease lease : leases) {
      if (lease.lease.stage() == stage && lease.lease.stageAttempt() <= attempt)
        lease.isStopped = true;
    }
  }

  /** Gives back what has not begun of a lease; null if there is no such lease. */
  OpenLease recall(long id) {
    for (OpenLease lease : leases) {
      if (lease.lease.id() != id) continue;
      while (lease.unclaimedCount() > 0) {
        int position = claim(lease);
        int partition = lease.lease.partitions().get(position);
        lease.file(new Outcome.Stopped(partition, lease.lease.attempts().get(position)));
      }
      if (lease.hasEnded()) leases.remove(lease);
      return lease;
    }
    return null;
  }

  void file(OpenLease lease, Outcome outcome) {
    lease.file(outcome);
    if (lease.hasEnded()) leases.remove(lease);
  }

  /**
   * Says of each lease that has waited for its turn since before a time for whom that is; of each
   * once.
   *
   * @param running the leases of the tasks that run
   */
  List<String> longWaits(long nanos, List<OpenLease> running) {
    List<String> texts = new ArrayList<>();
    for (OpenLease lease : leases) {
      if (lease.isToldOf || lease.unclaimedCount() == 0 || lease.grantedAt - nanos > 0) continue;
      if (lease.isStopped || lease.turn.isFree()) continue;
      for (OpenLease other : running) {
        Optional<String> field = lease.turn.conflict(other.turn);
        if (field.isEmpty()) continue;
        lease.isToldOf = true;
        texts.add(text(lease, other, field.get()));
        break;
      }
    }
    return texts;
  }

  private static String text(OpenLease waiting, OpenLease running, String field) {
    return "tasks of '"
        + waiting.work.name()
        + "' wait for those of '"
        + running.work.name()
        + "', which need another value of the static field "
        + field
        + ". A process has one value of it at a time; what functions capture in local variables"
        + " does not wait";
  }

  void clear() {
    leases.clear();
    unclaimed = 0;
  }
}
