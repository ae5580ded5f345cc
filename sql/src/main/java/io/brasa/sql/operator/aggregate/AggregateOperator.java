package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.PartedBatches;
import io.brasa.sql.operator.PartitionedSpill;
import io.brasa.sql.operator.SpillFile;
import io.brasa.sql.physical.AggregateRows;
import io.brasa.sql.physical.AggregateStep;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.Measured;
import io.brasa.sql.physical.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Groups rows in a table. When its memory is refused, a partial aggregation gives what it has and
 * begins anew; others put all groups aside as states, in sixteen files by bits of the key's hash,
 * and at the end take in one file after the other, each with less memory needed than all together;
 * should a file not fit either, it is divided further, down to single groups.
 *
 * <p>What an exchange gives comes part after part, and no two parts have a key in common: once the
 * table has outgrown the cache, the groups of the parts so far are given before the next part is
 * begun. So the exchange divides many groups into tables that fit the cache, and nothing is divided
 * twice.
 *
 * <p>A partial aggregation that finds hardly any two rows alike stops looking: it gives each row as
 * a group of its own.
 */
public final class AggregateOperator implements BatchIterator {
  /** Rows after which it is decided whether partial aggregation is worth its while. */
  private static final int TRIAL_ROWS = 100_000;

  /** Builders of keys end at 2 GiB. */
  private static final long MAX_TABLE_BYTES = 1L << 30;

  /** About what one core has of its own. */
  private static final long CACHE_BYTES = 1L << 20;

  private final AggregateRows plan;
  private final BatchIterator child;
  private final OperatorContext context;
  private final int level;
  private final List<Evaluator> keyEvaluators;
  private final AggregateStates states;
  private final NumberedKeys table;
  private final MemoryShare share;

  /** The child, if it comes in parts of which each has all rows of its groups; else null. */
  private final PartedBatches parts;

  private int part;
  private Batch ahead;
  private PartitionedSpill spill;
  private List<SpillFile> files;
  private BatchIterator nested;
  private int nextFile;
  private int[] groups = {};
  private int emitted;
  private boolean isEmitting;
  private boolean isInputDone;
  private boolean isPassing;
  private long rowsIn;

  public static BatchIterator open(
      AggregateRows plan, BatchIterator child, OperatorContext context) {
    return plan.keys().isEmpty()
        ? new WholeAggregateOperator(plan, child, context)
        : new AggregateOperator(plan, child, context, 0);
  }

  private AggregateOperator(
      AggregateRows plan, BatchIterator child, OperatorContext context, int level) {
    this.plan = plan;
    this.child = child;
    this.context = context;
    this.level = level;
    this.keyEvaluators = context.evaluators(plan.keys());
    this.states = new AggregateStates(plan.steps(), context);
    this.table = new NumberedKeys(keyTypes());
    this.share = context.newShare();
    this.parts = isWholeByParts(plan) && child instanceof PartedBatches parted ? parted : null;
  }

  /** Whether it stands on an exchange, which then has brought together all rows of a group. */
  private static boolean isWholeByParts(AggregateRows plan) {
    PhysicalPlan below =
        plan.child() instanceof Measured measured ? measured.child() : plan.child();
    return !plan.isPartial() && below instanceof FragmentInput input && input.isShuffled();
  }

  private List<DataType> keyTypes() {
    return plan.keys().stream().map(Expression::type).toList();
  }

  @Override
  public Batch next() {
    while (true) {
      if (isEmitting) {
        Batch batch = emit();
        if (batch != null) return batch;
      } else if (nested != null) {
        Batch batch = nested.next();
        if (batch != null) return batch;
        closeNested();
      } else if (files != null && nextFile < files.size()) {
        openNested();
      } else if (isInputDone) {
        return null;
      } else if (isPassing) {
        Batch batch = pass();
        if (batch != null) return batch;
      } else {
        consume();
      }
    }
  }

  // ---- taking in

  private void consume() {
    Batch batch;
    while ((batch = taken()) != null) {
      context.checkCancelled();
      if (batch.rowCount() == 0) continue;
      if (endsPart()) {
        ahead = batch;
        complete();
        return;
      }
      add(batch);
      rowsIn += batch.rowCount();
      if (isTooLarge()) {
        if (plan.isPartial()) {
          isEmitting = true;
          return;
        }
        putAside();
      }
      if (plan.isPartial() && isUseless()) {
        isPassing = true;
        isEmitting = true;
        return;
      }
    }
    isInputDone = true;
    complete();
  }

  private Batch taken() {
    Batch batch = ahead == null ? child.next() : ahead;
    ahead = null;
    return batch;
  }

  /** Whether the groups so far are complete, and enough to be given. */
  private boolean endsPart() {
    if (parts == null || parts.part() == part) return false;
    part = parts.part();
    return spill != null || sizeBytes() > CACHE_BYTES;
  }

  /** All rows of the groups so far have been taken in. */
  private void complete() {
    if (spill == null) {
      isEmitting = true;
      return;
    }
    putAside();
    files = spill.finish();
    nextFile = 0;
    spill = null;
    share.hold(0);
  }

  private void add(Batch batch) {
    Vector[] keys = keys(batch);
    int count = batch.rowCount();
    if (groups.length < count) groups = new int[count];
    table.find(keys, batch.selection().map(Selection::rows).orElse(null), count, groups);
    states.reserve(table.groupCount());
    states.add(batch, groups);
  }

  private Vector[] keys(Batch batch) {
    return Columns.of(keyEvaluators, batch).toArray(Vector[]::new);
  }

  private boolean isTooLarge() {
    boolean isGranted = share.hold(sizeBytes());
    if (!isGranted && table.compact()) isGranted = share.hold(sizeBytes());
    // One state cannot be divided, nor groups whose hashes are equal.
    boolean isOne = table.groupCount() == 1 || level >= PartitionedSpill.MAX_LEVEL;
    if (!isGranted && isOne && !plan.isPartial()) {
      share.require(sizeBytes(), plan.demanding());
      isGranted = true;
    }
    return !isGranted || table.sizeBytes() > MAX_TABLE_BYTES;
  }

  private long sizeBytes() {
    return table.sizeBytes() + states.sizeBytes();
  }

  private boolean isUseless() {
    return rowsIn >= TRIAL_ROWS && emitted == 0 && table.groupCount() > rowsIn / 10 * 9;
  }

  // ---- putting aside

  private void putAside() {
    if (spill == null) spill = new PartitionedSpill(spilledTypes(), level, context);
    int count = table.groupCount();
    for (int from = 0; from < count; from += Batch.ROWS) {
      context.checkCancelled();
      int to = Math.min(count, from + Batch.ROWS);
      spill.add(batch(from, to, true), table.hashes(from, to));
    }
    forget();
  }

  private List<DataType> spilledTypes() {
    List<DataType> types = new ArrayList<>(keyTypes());
    for (List<DataType> each : states.stateTypes()) types.addAll(each);
    return types;
  }

  private void openNested() {
    nested = new AggregateOperator(mergingPlan(), files.get(nextFile).read(), context, level + 1);
  }

  private void closeNested() {
    nested.close();
    nested = null;
    files.get(nextFile++).delete();
  }

  /** The same over what was put aside. */
  private AggregateRows mergingPlan() {
    List<Expression> keys = new ArrayList<>();
    for (Expression key : plan.keys()) keys.add(new Input(keys.size(), key.type(), key.nullable()));
    List<AggregateStep> steps = new ArrayList<>();
    int at = keys.size();
    for (int i = 0; i < plan.steps().size(); i++) {
      List<Expression> inputs = new ArrayList<>();
      for (DataType type : states.stateTypes().get(i)) inputs.add(new Input(at++, type, true));
      steps.add(new AggregateStep(plan.steps().get(i).call(), true, inputs, Optional.empty()));
    }
    return new AggregateRows(
        keys, steps, plan.givesStates(), plan.isPartial(), plan.output(), plan.child());
  }

  // ---- giving

  private Batch emit() {
    int count = table.groupCount();
    if (emitted >= count) {
      isEmitting = false;
      emitted = 0;
      if (isInputDone || plan.isPartial()) forget();
      else restart(count);
      share.hold(sizeBytes());
      return null;
    }
    int to = Math.min(count, emitted + Batch.ROWS);
    Batch batch = batch(emitted, to, plan.givesStates());
    emitted = to;
    return batch;
  }

  private Batch batch(int from, int to, boolean givesStates) {
    List<Vector> columns = new ArrayList<>(table.keys(from, to));
    columns.addAll(givesStates ? states.states(from, to) : states.results(from, to));
    return Batch.of(to - from, columns);
  }

  private void forget() {
    table.clear();
    states.clear();
  }

  /** For as many groups again. */
  private void restart(int count) {
    table.restart();
    states.clear();
    states.reserve(count);
  }

  /** Each row as a group of its own. */
  private Batch pass() {
    Batch batch = child.next();
    if (batch == null) {
      isInputDone = true;
      return null;
    }
    int count = batch.rowCount();
    if (count == 0) return null;
    int[] own = new int[count];
    for (int i = 0; i < count; i++) own[i] = i;
    states.clear();
    states.reserve(count);
    states.add(batch, own);
    Selection rows = batch.selection().orElse(null);
    List<Vector> keys = List.of(keys(batch));
    List<Vector> columns =
        new ArrayList<>(rows == null ? keys : Vectors.take(keys, rows.rows(), count));
    columns.addAll(states.states(0, count));
    return Batch.of(count, columns);
  }

  @Override
  public void close() {
    child.close();
    if (nested != null) nested.close();
    if (spill != null) spill.close();
    if (files != null) for (int i = nextFile; i < files.size(); i++) files.get(i).delete();
    files = null;
    ahead = null;
    isInputDone = true;
    share.close();
  }
}
