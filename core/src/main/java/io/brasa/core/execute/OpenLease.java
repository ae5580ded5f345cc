package io.brasa.core.execute;

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
  final List<Outcome> unreported = new ArrayList<>();
  int next;
  int open;
  long reportedAt;
  volatile boolean isStopped;

  OpenLease(Lease lease, StageWork work, List<List<SourceSplit>> splits, long now) {
    this.lease = lease;
    this.work = work;
    this.splits = splits;
    this.open = lease.partitions().size();
    this.reportedAt = now;
  }
}
