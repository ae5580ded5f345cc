package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.AggregateStep;
import io.brasa.sql.physical.RollUpRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Groups rows by the set that holds all keys; what is given of a set's groups is also added to the
 * sets that are made of it, so that each row is looked up once and each group once for each set
 * below. When memory is refused sets give what they have, smaller ones again and again as they fill
 * up; a group may be given several times.
 *
 * <p>If hardly any two rows are alike, they are not looked up in the first set: each is given as a
 * group of its own.
 */
public final class RollUpOperator implements BatchIterator {
  /** Rows after which it is decided whether the first set is worth its while. */
  private static final int TRIAL_ROWS = 100_000;

  private final BatchIterator child;
  private final OperatorContext context;
  private final List<Evaluator> keyEvaluators;
  private final int keyCount;
  private final List<SetGroups> sets = new ArrayList<>();
  private final MemoryShare share;

  /** Sets that are giving, the last one first. */
  private final Deque<SetGroups> giving = new ArrayDeque<>();

  private boolean isInputDone;
  private boolean isPassing;
  private int nextAtEnd;
  private long rowsIn;

  public RollUpOperator(RollUpRows plan, BatchIterator child, OperatorContext context) {
    this.child = child;
    this.context = context;
    this.keyEvaluators = context.evaluators(plan.keys());
    this.keyCount = plan.keys().size();
    this.share = context.newShare();
    List<AggregateStep> merging = merging(plan, context);
    for (RollUpRows.KeySet set : plan.sets()) {
      List<AggregateStep> steps = set.source() < 0 ? plan.steps() : merging;
      sets.add(new SetGroups(set, plan.keys(), steps, context));
    }
  }

  /** What adds the states that a set gives to another. */
  private static List<AggregateStep> merging(RollUpRows plan, OperatorContext context) {
    List<AggregateStep> merging = new ArrayList<>();
    int at = plan.groupColumnCount();
    for (AggregateStep step : plan.steps()) {
      List<Expression> inputs = new ArrayList<>();
      for (DataType type : context.accumulator(step.call()).stateTypes())
        inputs.add(new Input(at++, type, true));
      merging.add(new AggregateStep(step.call(), true, inputs, Optional.empty()));
    }
    return merging;
  }

  @Override
  public Batch next() {
    while (true) {
      Batch batch;
      if (!giving.isEmpty()) batch = nextOf(giving.peek());
      else if (!isInputDone) batch = consume();
      else if (nextAtEnd == sets.size()) return null;
      else batch = end();
      if (batch != null) return batch;
    }
  }

  private Batch nextOf(SetGroups set) {
    context.checkCancelled();
    Batch batch = set.next();
    if (batch == null) giving.pop();
    else addToOthers(set, batch);
    return batch;
  }

  /** All sets in turn: each is complete once those before it have given theirs. */
  private Batch end() {
    giving.push(sets.get(nextAtEnd++));
    return null;
  }

  private Batch consume() {
    Batch batch = child.next();
    if (batch == null) {
      isInputDone = true;
      return null;
    }
    context.checkCancelled();
    if (batch.rowCount() == 0) return null;
    SetGroups first = sets.getFirst();
    List<Vector> keys = Columns.of(keyEvaluators, batch);
    if (isPassing) {
      Batch rows = first.alone(batch, keys);
      addToOthers(first, rows);
      return rows;
    }
    first.add(batch, keys);
    rowsIn += batch.rowCount();
    isPassing = rowsIn >= TRIAL_ROWS && first.groupCount() > rowsIn / 10 * 9;
    if (!hold() || isPassing) giving.push(first);
    return null;
  }

  private void addToOthers(SetGroups set, Batch batch) {
    int place = sets.indexOf(set);
    List<Vector> keys = batch.columns().subList(0, keyCount);
    for (SetGroups other : sets) if (other.set().source() == place) other.add(batch, keys);
    if (hold()) return;
    // Those that this set adds to are not giving yet: only what they are made of is.
    for (SetGroups other : sets) if (other.set().source() == place) giving.push(other);
  }

  private boolean hold() {
    long bytes = 0;
    for (SetGroups set : sets) bytes += set.sizeBytes();
    return share.hold(bytes);
  }

  @Override
  public void close() {
    child.close();
    giving.clear();
    nextAtEnd = sets.size();
    isInputDone = true;
    share.close();
  }
}
