package io.brasa.core.operation;

import io.brasa.core.function.Function2;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.ZeroValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The records of a partition as one.
 *
 * @param zero what to start from; null to start from the first record, which gives nothing for a
 *     partition without records
 */
public record AggregatePartition(
    String name, ZeroValue zero, Function2<Object, Object, Object> function) implements Operation {
  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<?> records = inputs.read(0, partition);
    List<Object> result = new ArrayList<>(1);
    if (zero == null && !records.hasNext()) return result.iterator();
    Object value = zero == null ? records.next() : zero.fresh();
    while (records.hasNext()) value = function.call(value, records.next());
    result.add(value);
    return result.iterator();
  }
}
