package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.lineage.UserFunctionException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Partition {@code p} has partition {@code p} of each input, one input after the other. An input is
 * opened when the one before it has ended, so that only one holds memory.
 */
public record CoPartitionedUnion(int inputCount) implements Operation {
  @Override
  public String name() {
    return "union";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<?> first = inputs.read(0, partition);
    return new Iterator<Object>() {
      private Iterator<?> current = first;
      private int next = 1;

      @Override
      public boolean hasNext() {
        while (!current.hasNext()) {
          if (next == inputCount) return false;
          current = open(next++);
        }
        return true;
      }

      private Iterator<?> open(int input) {
        try {
          return inputs.read(input, partition);
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new UserFunctionException(e);
        }
      }

      @Override
      public Object next() {
        if (!hasNext()) throw new NoSuchElementException();
        return current.next();
      }
    };
  }
}
