package io.brasa.sql.operator.top;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.aggregate.GroupTable;
import io.brasa.sql.physical.TopRowsPerGroup;
import java.util.List;

/**
 * Lets through of each group's rows those whose rank is low enough, and some others when that is
 * cheaper: when memory is refused it gives what it has and begins anew, and when hardly any row is
 * left out it lets all pass.
 */
public final class TopPerGroupOperator implements BatchIterator {
  /** Rows after which it is decided whether it is worth its while. */
  private static final int TRIAL_ROWS = 400_000;

  private final TopRowsPerGroup plan;
  private final BatchIterator child;
  private final OperatorContext context;
  private final List<Evaluator> keys;
  private final GroupTable table;
  private final RankedRows ranked;
  private final MemoryShare share;
  private int[] groups = {};
  private BatchIterator giving;
  private boolean hasGiven;
  private boolean isPassing;
  private boolean isInputDone;
  private long rowsIn;

  public TopPerGroupOperator(TopRowsPerGroup plan, BatchIterator child, OperatorContext context) {
    this.plan = plan;
    this.child = child;
    this.context = context;
    this.keys = context.evaluators(plan.keys());
    this.table = new GroupTable(plan.keys().stream().map(Expression::type).toList());
    this.ranked = new RankedRows(plan, context);
    this.share = context.newShare();
  }

  @Override
  public Batch next() {
    while (true) {
      if (giving != null) {
        Batch batch = giving.next();
        if (batch != null) return batch;
        forget();
      }
      if (isInputDone) return null;
      if (isPassing) {
        Batch batch = child.next();
        isInputDone = batch == null;
        return batch;
      }
      consume();
    }
  }

  private void consume() {
    for (Batch batch = child.next(); batch != null; batch = child.next()) {
      context.checkCancelled();
      if (batch.rowCount() == 0) continue;
      add(batch);
      rowsIn += batch.rowCount();
      isPassing = rowsIn >= TRIAL_ROWS && !hasGiven && ranked.rowCount() > rowsIn / 10 * 9;
      if (isPassing || !share.hold(table.sizeBytes() + ranked.sizeBytes())) {
        giving = ranked.kept();
        return;
      }
    }
    isInputDone = true;
    giving = ranked.kept();
  }

  private void add(Batch batch) {
    int count = batch.rowCount();
    if (groups.length < count) groups = new int[count];
    if (!keys.isEmpty()) {
      Vector[] columns = Columns.of(keys, batch).toArray(Vector[]::new);
      table.find(columns, batch.selection().map(Selection::rows).orElse(null), count, groups);
    }
    ranked.add(batch, groups, keys.isEmpty() ? 1 : table.groupCount());
  }

  private void forget() {
    giving = null;
    hasGiven = true;
    table.clear();
    ranked.clear();
    share.hold(0);
  }

  @Override
  public void close() {
    child.close();
    giving = null;
    isInputDone = true;
    ranked.clear();
    share.close();
  }
}
