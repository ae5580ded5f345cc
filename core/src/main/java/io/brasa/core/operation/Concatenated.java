package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Partition {@code p} is partition {@code p} of one input, then of the other. */
public record Concatenated(String name) implements Operation {
  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<?> first = inputs.read(0, partition);
    Iterator<?> second = inputs.read(1, partition);
    return new Iterator<Object>() {
      @Override
      public boolean hasNext() {
        return first.hasNext() || second.hasNext();
      }

      @Override
      public Object next() {
        if (first.hasNext()) return first.next();
        if (second.hasNext()) return second.next();
        throw new NoSuchElementException();
      }
    };
  }
}
