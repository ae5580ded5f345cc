package io.brasa.core.operation;

import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.Aggregation;
import io.brasa.core.shuffle.ShuffleReader;
import io.brasa.core.shuffle.ShuffleSpec;
import java.util.Iterator;

/** What a shuffle would do, for records that are partitioned by key already: nothing moves. */
public record LocalAggregation(ShuffleSpec spec) implements Operation {
  @Override
  public String name() {
    return spec.operation();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<? extends Pair<?, ?>> records =
        (Iterator<? extends Pair<?, ?>>) inputs.read(0, partition);
    // Tables copy what may change; sorting alone keeps what it is given.
    if (spec.aggregation() instanceof Aggregation.None) records = new Owned(records, context);
    return new ShuffleReader(spec, context.shuffle()).readRecords(records);
  }

  private record Owned(Iterator<? extends Pair<?, ?>> records, TaskContext context)
      implements Iterator<Pair<?, ?>> {
    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public Pair<?, ?> next() {
      return context.handOver(records.next());
    }
  }
}
