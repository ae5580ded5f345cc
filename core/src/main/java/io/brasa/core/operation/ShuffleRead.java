package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/** What a shuffle delivers to a partition: pairs, combined and ordered as the shuffle says. */
public record ShuffleRead(String name) implements Operation {
  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return inputs.read(0, partition);
  }
}
