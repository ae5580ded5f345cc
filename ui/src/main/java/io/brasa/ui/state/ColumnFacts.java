package io.brasa.ui.state;

import io.brasa.ui.diagnosis.Metric;
import io.brasa.ui.diagnosis.TaskFacts;

/** Tasks in columns as those see them who look for causes. */
record ColumnFacts(TaskColumns tasks, long nowMillis) implements TaskFacts {
  @Override
  public int count() {
    return tasks.count();
  }

  @Override
  public int partition(int row) {
    return tasks.partitions()[row];
  }

  @Override
  public int executor(int row) {
    return tasks.executors()[row];
  }

  @Override
  public Outcome outcome(int row) {
    return switch (tasks.status(row)) {
      case SUCCEEDED -> Outcome.SUCCEEDED;
      case FAILED -> Outcome.FAILED;
      case RUNNING -> Outcome.RUNNING;
      default -> Outcome.STOPPED;
    };
  }

  @Override
  public long startedMillis(int row) {
    return tasks.started()[row];
  }

  @Override
  public long wallNanos(int row) {
    return tasks.wallNanos(row, nowMillis);
  }

  @Override
  public long metric(Metric metric, int row) {
    return tasks.metric(metric, row);
  }

  @Override
  public String error(int row) {
    return tasks.errors().getOrDefault(row, "");
  }
}
