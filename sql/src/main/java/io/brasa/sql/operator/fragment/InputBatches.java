package io.brasa.sql.operator.fragment;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.UserFunctionException;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.PartedBatches;
import io.brasa.sql.physical.FragmentInput;

/** What another fragment or a source gives, partition after partition. */
final class InputBatches implements PartedBatches {
  private final FragmentInput input;
  private final OperatorContext context;
  private final int end;
  private int next;
  private ClosingIterator<?> current;

  InputBatches(FragmentInput input, OperatorContext context) {
    this.input = input;
    this.context = context;
    this.next = input.reach().from(context.partition());
    this.end = input.reach().to(context.partition());
  }

  @Override
  public Batch next() {
    context.checkCancelled();
    while (current == null || !current.hasNext()) {
      closeCurrent();
      if (next >= end) return null;
      current = open(next++);
    }
    Object record = current.next();
    return (Batch) (input.isShuffled() ? ((Pair<?, ?>) record)._2() : record);
  }

  @Override
  public int part() {
    return next - 1;
  }

  private ClosingIterator<?> open(int partition) {
    try {
      return context
          .inputs()
          .readAlone(input.index(), partition, input.reach().maps(context.partition()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new UserFunctionException(e);
    }
  }

  @Override
  public void close() {
    next = end;
    closeCurrent();
  }

  private void closeCurrent() {
    ClosingIterator<?> open = current;
    current = null;
    if (open != null) open.close();
  }
}
