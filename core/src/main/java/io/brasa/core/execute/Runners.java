package io.brasa.core.execute;

import io.brasa.core.execute.TaskRunner.Kept;
import io.brasa.core.schedule.SchedulerCommand;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The executors that are there, by id. What is for one that is gone is for nobody. Thread-safe. */
final class Runners {
  private final Map<String, TaskRunner> all = new ConcurrentHashMap<>();

  void add(TaskRunner runner) {
    all.put(runner.id(), runner);
  }

  /** Returns whether it was there; it ends. */
  boolean remove(String executor) {
    TaskRunner runner = all.remove(executor);
    if (runner == null) return false;
    runner.close();
    return true;
  }

  boolean has(String executor) {
    return all.containsKey(executor);
  }

  int count() {
    return all.size();
  }

  int totalSlots() {
    return all.values().stream().mapToInt(TaskRunner::slots).sum();
  }

  void submit(SchedulerCommand.Lease lease, StageWork work) {
    TaskRunner runner = all.get(lease.executor());
    if (runner != null) runner.submit(lease, work);
  }

  void stop(SchedulerCommand.Stop stop) {
    TaskRunner runner = all.get(stop.executor());
    if (runner != null) runner.stop(stop.stage(), stop.attempt(), stop.isInterrupting());
  }

  void recall(SchedulerCommand.Recall recall) {
    TaskRunner runner = all.get(recall.executor());
    if (runner != null) runner.recall(recall.lease());
  }

  void setLogLevel(String logger, String level) {
    all.values().forEach(runner -> runner.setLogLevel(logger, level));
  }

  void forget(Kept kept) {
    all.values().forEach(runner -> runner.forget(kept));
  }

  void close() {
    all.values().forEach(TaskRunner::close);
    all.clear();
  }
}
