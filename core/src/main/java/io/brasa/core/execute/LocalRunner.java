package io.brasa.core.execute;

import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import java.util.AbstractList;
import java.util.List;

/** An executor in the driver's own process. */
public final class LocalRunner implements TaskRunner {
  private final Executor executor;

  public LocalRunner(Executor executor) {
    this.executor = executor;
  }

  @Override
  public String id() {
    return executor.id();
  }

  @Override
  public int slots() {
    return executor.slots();
  }

  @Override
  public void submit(Lease lease, StageWork work) {
    executor.submit(lease, work, new SplitsOfLease(lease, work));
  }

  @Override
  public void stop(long stage, int attempt, boolean isInterrupting) {
    executor.stop(stage, attempt, isInterrupting);
  }

  @Override
  public void recall(long lease) {
    executor.recall(lease);
  }

  @Override
  public void forget(Kept kept) {
    executor.forget(kept);
  }

  @Override
  public void close() {
    executor.close();
  }

  /** Found when a task needs them: a lease may have very many. */
  private static final class SplitsOfLease extends AbstractList<List<SourceSplit>> {
    private final Lease lease;
    private final StageWork work;

    SplitsOfLease(Lease lease, StageWork work) {
      this.lease = lease;
      this.work = work;
    }

    @Override
    public List<SourceSplit> get(int position) {
      return work.splits().of(lease.partitions().get(position));
    }

    @Override
    public int size() {
      return lease.partitions().size();
    }
  }
}
