package io.brasa.sql.operator.fragment;

import io.brasa.columnar.vector.Batch;
import io.brasa.runtime.environment.Environment;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.PartedBatches;
import java.util.function.Supplier;

/** Counts what a node gives, and the time and the spills of it and those below. */
final class MeasuredBatches implements PartedBatches {
  private static final int LOOK_PERIOD = 16;

  private final int node;
  private final OperatorContext context;
  private final Environment environment;
  private final BatchIterator batches;
  private long rows;
  private long count;
  private long nanos;
  private long spilledBytes;
  private final long before;
  private long peakBytes;
  private boolean isTold;

  MeasuredBatches(int node, Supplier<BatchIterator> opened, OperatorContext context) {
    this.node = node;
    this.context = context;
    this.environment = context.task().environment();
    this.before = context.task().shuffle().memory().heldBytes();
    long began = environment.nanoTime();
    batches = opened.get();
    nanos = environment.nanoTime() - began;
  }

  @Override
  public Batch next() {
    long began = environment.nanoTime();
    long before = context.task().shuffle().metrics().spillBytes;
    Batch batch = batches.next();
    nanos += environment.nanoTime() - began;
    spilledBytes += context.task().shuffle().metrics().spillBytes - before;
    if (batch != null) {
      rows += batch.rowCount();
      // What holds much holds it when it gives its first batch; others are asked now and then.
      if (count++ % LOOK_PERIOD == 0) look();
    } else {
      tell();
    }
    return batch;
  }

  @Override
  public int part() {
    return batches instanceof PartedBatches parted ? parted.part() : 0;
  }

  private void look() {
    peakBytes = Math.max(peakBytes, context.task().shuffle().memory().heldBytes() - before);
  }

  private void tell() {
    if (isTold) return;
    isTold = true;
    context.measurements().add(node, rows, count, nanos, spilledBytes, peakBytes);
  }

  @Override
  public void close() {
    tell();
    batches.close();
  }
}
