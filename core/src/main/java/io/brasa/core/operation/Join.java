package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.ShuffleReader;
import java.util.Iterator;

/**
 * An inner join: what a {@link CoGroup} of two inputs and a loop over each key's values would give,
 * in the same order, without making a group of the left one's.
 *
 * @param orderedInputs as those of a cogroup
 */
public record Join(String name, int orderedInputs) implements Operation {
  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return ShuffleReader.join(
        name,
        HashOrder.read(0, orderedInputs, partition, inputs),
        HashOrder.read(1, orderedInputs, partition, inputs),
        context.shuffle());
  }
}
