package io.brasa.core.operation;

import io.brasa.core.function.Pair;
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
 */
public record CoGroup(String name, int inputCount) implements Operation {
  @Override
  @SuppressWarnings("unchecked")
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    List<Iterator<? extends Pair<?, ?>>> records = new ArrayList<>(inputCount);
    for (int i = 0; i < inputCount; i++)
      records.add((Iterator<? extends Pair<?, ?>>) inputs.read(i, partition));
    return ShuffleReader.cogroup(name, records, context.shuffle());
  }
}
