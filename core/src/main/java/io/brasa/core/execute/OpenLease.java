package io.brasa.core.execute;

import io.brasa.core.closure.StaticTurn;
import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A lease being worked on. Guarded by its executor but for the final parts. */
final class OpenLease {
  final Lease lease;
  final StageWork work;
  final List<List<SourceSplit>> splits;

  /** What each of its tasks needs before it begins. */
  final StaticTurn turn;

  final List<Outcome> unreported = new ArrayList<>();
  final long grantedAt;
  long reportedAt;
  volatile boolean isStopped;

  /** Whether somebody was told that it waits for its turn. */
  boolean isToldOf;

  /** How many of its partitions were claimed or given back; they are taken in their order. */
  private int next;

  /** How many have no outcome yet. */
  private int open;

  OpenLease(
      Lease lease, StageWork work, List<List<SourceSplit>> splits, StaticTurn turn, long now) {
    this.lease = lease;
    this.work = work;
    this.splits = splits;
    this.turn = turn;
    this.open = lease.partitions().size();
    this.grantedAt = now;
    this.reportedAt = now;
  }

  int unclaimedCount() {
    return lease.partitions().size() - next;
  }

  /** The position of the next partition, which the caller takes. */
  int take() {
    return next++;
  }

  /** A partition has an outcome. */
  void file(Outcome outcome) {
    unreported.add(outcome);
    open--;
  }

  boolean hasEnded() {
    return open == 0;
  }

  /** What was not reported yet, for somebody who does it now. */
  List<Outcome> report(long now) {
    List<Outcome> report = List.copyOf(unreported);
    unreported.clear();
    reportedAt = now;
    return report;
  }
}
