package io.brasa.core.execute;

import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import java.util.ArrayList;
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
    List<List<SourceSplit>> splits = new ArrayList<>(lease.partitions().size());
    for (int partition : lease.partitions()) splits.add(work.splits().of(partition));
    executor.submit(lease, work, splits);
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
}
