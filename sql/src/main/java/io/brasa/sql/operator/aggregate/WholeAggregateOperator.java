package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.AggregateRows;

/** All rows as one group, which is there even if there are no rows. */
final class WholeAggregateOperator implements BatchIterator {
  private final AggregateRows plan;
  private final BatchIterator child;
  private final AggregateStates states;
  private final MemoryShare share;
  private boolean isDone;

  WholeAggregateOperator(AggregateRows plan, BatchIterator child, OperatorContext context) {
    this.plan = plan;
    this.child = child;
    this.states = new AggregateStates(plan.steps(), context);
    this.share = context.newShare();
  }

  @Override
  public Batch next() {
    if (isDone) return null;
    states.reserve(1);
    for (Batch batch = child.next(); batch != null; batch = child.next()) {
      if (batch.rowCount() == 0) continue;
      states.add(batch, null);
      if (share.hold(states.sizeBytes())) continue;
      if (plan.givesStates()) return early();
      share.require(states.sizeBytes(), plan.demanding());
    }
    isDone = true;
    return Batch.of(1, plan.givesStates() ? states.states(0, 1) : states.results(0, 1));
  }

  /** States of some rows; those of others follow. */
  private Batch early() {
    Batch batch = Batch.of(1, states.states(0, 1));
    states.clear();
    share.hold(0);
    return batch;
  }

  @Override
  public void close() {
    isDone = true;
    child.close();
    share.close();
  }
}
