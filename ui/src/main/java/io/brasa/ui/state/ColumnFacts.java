package io.brasa.ui.state;

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
  public long rowsIn(int row) {
    return tasks.metric(Metric.ROWS_IN, row);
  }

  @Override
  public long rowsOut(int row) {
    return tasks.metric(Metric.ROWS_OUT, row);
  }

  @Override
  public long inputBytes(int row) {
    return tasks.metric(Metric.INPUT, row);
  }

  @Override
  public long shuffleReadBytes(int row) {
    return tasks.metric(Metric.SHUFFLE_READ, row);
  }

  @Override
  public long shuffleWriteBytes(int row) {
    return tasks.metric(Metric.SHUFFLE_WRITE, row);
  }

  @Override
  public long spillBytes(int row) {
    return tasks.metric(Metric.SPILL, row);
  }

  @Override
  public long peakMemoryBytes(int row) {
    return tasks.metric(Metric.PEAK, row);
  }

  @Override
  public long gcMillis(int row) {
    return tasks.metric(Metric.GC, row);
  }

  @Override
  public long fetchWaitNanos(int row) {
    return tasks.metric(Metric.FETCH_WAIT, row);
  }

  @Override
  public String error(int row) {
    return tasks.errors().getOrDefault(row, "");
  }
}
