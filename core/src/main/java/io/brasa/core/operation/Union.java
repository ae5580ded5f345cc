package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/**
 * The partitions of all inputs, one input after the other. @param starts the first partition of
 * each input
 */
public record Union(int[] starts) implements Operation {
  @Override
  public String name() {
    return "union";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    int input = starts.length - 1;
    while (starts[input] > partition) input--;
    return inputs.read(input, partition);
  }
}
