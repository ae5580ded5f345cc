package io.brasa.core.execute;

import io.brasa.core.schedule.SchedulerEvent;
import java.util.function.Consumer;

/** Asks for executors and gives them back as the tasks need them. Used by the decision loop. */
final class ElasticExecutors {
  private final Allocation allocation;
  private final Elastic master;

  ElasticExecutors(AllocationPolicy policy, Elastic master) {
    this.allocation = new Allocation(policy);
    this.master = master;
  }

  /**
   * @param scheduler is told of those that go before they do
   */
  void decide(long nowMillis, SchedulerEvent.Load load, Consumer<SchedulerEvent> scheduler) {
    Allocation.Decision decision = allocation.decide(nowMillis, load);
    for (String executor : decision.givenBack()) {
      scheduler.accept(new SchedulerEvent.ExecutorLeaving(executor));
      master.giveBack(executor);
    }
    if (decision.target() >= 0) master.want(decision.target());
  }
}
