package io.brasa.core.operation;

import io.brasa.core.function.FlatMapFunction2;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/** A function of the user over a partition of one dataset and the same one of another. */
public record ZipPartitions(FlatMapFunction2<Object, Object, Object> function)
    implements Operation {
  @Override
  public String name() {
    return "zipPartitions";
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<Object> records =
        function.call(
            context.given((Iterator<Object>) inputs.read(0, partition)),
            context.given((Iterator<Object>) inputs.read(1, partition)));
    if (records == null)
      throw new NullPointerException("the function of 'zipPartitions' gave null");
    return records;
  }
}
