package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.ShuffleReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Brings the values of equal keys from several inputs together: pairs of a key and an array with
 * one list for each input. Inputs that are partitioned alike already are read in place, the others
 * come through a shuffle.
 *
 * @param orderedInputs bit i tells that the records of input i come in the {@linkplain HashOrder
 *     order of the hash}
 */
public record CoGroup(String name, int inputCount, int orderedInputs) implements Operation {
  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    List<ShuffleReader.Input> records = new ArrayList<>(inputCount);
    for (int i = 0; i < inputCount; i++)
      records.add(HashOrder.read(i, orderedInputs, partition, inputs));
    return ShuffleReader.cogroup(name, records, context.shuffle());
  }
}
