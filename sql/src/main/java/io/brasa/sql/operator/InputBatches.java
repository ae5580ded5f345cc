package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.UserFunctionException;
import io.brasa.sql.physical.FragmentInput;
import java.util.Collections;
import java.util.Iterator;

/** What another fragment or a source gives; the task closes what is opened here. */
final class InputBatches implements BatchIterator {
  private final FragmentInput input;
  private final OperatorContext context;
  private final int end;
  private int next;
  private Iterator<?> current = Collections.emptyIterator();

  InputBatches(FragmentInput input, OperatorContext context) {
    this.input = input;
    this.context = context;
    this.next = input.reach().from(context.partition());
    this.end = input.reach().to(context.partition());
  }

  @Override
  public Batch next() {
    context.checkCancelled();
    while (!current.hasNext()) {
      if (next >= end) return null;
      current = open(next++);
    }
    Object record = current.next();
    return (Batch) (input.isShuffled() ? ((Pair<?, ?>) record)._2() : record);
  }

  private Iterator<?> open(int partition) {
    try {
      return context.inputs().read(input.index(), partition);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new UserFunctionException(e);
    }
  }

  @Override
  public void close() {
    next = end;
    current = Collections.emptyIterator();
  }
}
