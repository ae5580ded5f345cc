package io.brasa.core.operation;

import io.brasa.core.block.ClosingIterator;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.Reach;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.lineage.UserFunctionException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The records of neighbouring partitions, one partition after the other. */
public record Coalesce(int partitionCount, int groupCount) implements Operation {
  @Override
  public String name() {
    return "coalesce";
  }

  public Reach reach() {
    return new Reach.Grouped(partitionCount, groupCount);
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) {
    Reach reach = reach();
    return new InTurn(inputs, reach.from(partition), reach.to(partition));
  }

  /** Opens a partition when the one before is drained and closed. */
  private static final class InTurn implements ClosingIterator<Object> {
    private final Inputs inputs;
    private final int end;
    private int next;
    private ClosingIterator<?> current;

    InTurn(Inputs inputs, int from, int end) {
      this.inputs = inputs;
      this.next = from;
      this.end = end;
    }

    @Override
    public boolean hasNext() {
      while (current == null || !current.hasNext()) {
        close();
        if (next == end) return false;
        current = open(next++);
      }
      return true;
    }

    private ClosingIterator<?> open(int partition) {
      try {
        return inputs.readAlone(0, partition);
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

    @Override
    public void close() {
      ClosingIterator<?> drained = current;
      current = null;
      if (drained != null) drained.close();
    }
  }
}
