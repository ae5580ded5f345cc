package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/** The partitions of all inputs, one input after the other, each at its offset. */
public record Union() implements Operation {
  @Override
  public String name() {
    return "union";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return inputs.read(inputs.reaching(partition), partition);
  }
}
