package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.OperatorSettings;
import io.brasa.sql.operator.exchange.Scattered;
import io.brasa.sql.operator.fragment.Operators;
import io.brasa.sql.physical.Partitioning;
import io.brasa.sql.physical.PhysicalPlan;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A part of a plan without exchanges in it.
 *
 * @param partitioning of the exchange that it writes for; empty if the batches are the records
 */
record FragmentOperation(
    PhysicalPlan root,
    Optional<Partitioning> partitioning,
    OperatorSettings settings,
    OperatorMetrics metrics)
    implements Operation {
  @Override
  public String name() {
    return "sql";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext task) {
    OperatorContext context =
        new OperatorContext(task, settings, partition, inputs, metrics.measurements(task));
    if (partitioning.isPresent()) return new Scattered(root, partitioning.get(), context);
    return new Records(Operators.open(root, context));
  }

  /** Batches that have rows. */
  private static final class Records implements Iterator<Batch>, AutoCloseable {
    private final BatchIterator batches;
    private Batch ahead;
    private boolean isDone;

    Records(BatchIterator batches) {
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      while (ahead == null && !isDone) {
        ahead = batches.next();
        if (ahead == null) close();
        else if (ahead.rowCount() == 0) ahead = null;
      }
      return ahead != null;
    }

    @Override
    public Batch next() {
      if (!hasNext()) throw new NoSuchElementException();
      Batch batch = ahead;
      ahead = null;
      return batch;
    }

    @Override
    public void close() {
      isDone = true;
      batches.close();
    }
  }
}
