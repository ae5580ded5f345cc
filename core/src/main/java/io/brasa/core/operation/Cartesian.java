package io.brasa.core.operation;

import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.Reach;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.lineage.UserFunctionException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Each record of one dataset with each of another: partition {@code p} pairs partition {@code p /
 * n} of the first with {@code p % n} of the second, which has n. For each record on the left all of
 * the right come in their order; the right partition is read once and kept for the time of the
 * task, on disk if memory does not suffice.
 */
public record Cartesian(int rightCount) implements Operation {
  @Override
  public String name() {
    return "cartesian";
  }

  public Reach left() {
    return new Reach.Quotient(rightCount);
  }

  public Reach right() {
    return new Reach.Remainder(rightCount);
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<?> left = inputs.read(0, left().from(partition));
    return new Pairs(left, inputs, right().from(partition), context);
  }

  private static final class Pairs implements Iterator<Pair<Object, Object>>, AutoCloseable {
    private final Iterator<?> lefts;
    private final Inputs inputs;
    private final int rightPartition;
    private final TaskContext context;
    private ReiterableRecords rights;
    private Object left;
    private Iterator<?> right = Collections.emptyIterator();

    Pairs(Iterator<?> lefts, Inputs inputs, int rightPartition, TaskContext context) {
      this.lefts = lefts;
      this.inputs = inputs;
      this.rightPartition = rightPartition;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      while (!right.hasNext()) {
        if (rights != null && rights.isEmpty() || !lefts.hasNext()) return false;
        context.checkCancelled();
        left = lefts.next();
        if (rights == null) rights = readRight();
        right = rights.iterator();
      }
      return true;
    }

    /** Only when there is a record to pair with. */
    private ReiterableRecords readRight() {
      try {
        return ReiterableRecords.of(inputs.read(1, rightPartition), context);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new UserFunctionException(e);
      }
    }

    @Override
    public Pair<Object, Object> next() {
      if (!hasNext()) throw new NoSuchElementException();
      return new Pair<>(left, right.next());
    }

    @Override
    public void close() {
      if (rights != null) rights.close();
    }
  }
}
