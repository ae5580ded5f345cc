package io.brasa.core.operation;

import io.brasa.core.function.Function2;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/** A function of the user over a whole partition, which also gets the number of the partition. */
public record MapPartitions(
    String name, Function2<Integer, Iterator<Object>, Iterator<Object>> function)
    implements Operation {
  @Override
  @SuppressWarnings("unchecked")
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<Object> records =
        function.call(partition, context.given((Iterator<Object>) inputs.read(0, partition)));
    if (records == null) throw new NullPointerException("the function of '" + name + "' gave null");
    return records;
  }
}
