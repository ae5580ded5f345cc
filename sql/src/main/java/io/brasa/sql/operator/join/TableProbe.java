package io.brasa.sql.operator.join;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.Part;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinKind;
import java.util.Arrays;
import java.util.List;

/**
 * Looks the rows of the probing input up in what was built, and gives at last the built rows that
 * come out by themselves. Where there are pieces, each probing batch is looked up in all of them.
 */
final class TableProbe {
  private final HashJoin plan;
  private final BatchIterator probe;
  private final Built built;
  private final SharedTable.Facts facts;
  private final OperatorContext context;
  private final List<Evaluator> keys;
  private final List<DataType> types;
  private final JoinedPairs pairs;
  private final int[] places = new int[Batch.ROWS];
  private final int[] partners = new int[Batch.ROWS];
  private BuildTable table;
  private Batch probed;
  private int probedFrom;

  /** The rows of the probed batch that are looked up at the moment. */
  private Batch looked;

  private Vector[] lookedKeys;
  private BuildTable.Probe lookup;
  private int builtNext = -1;
  private boolean isProbed;

  /**
   * @param facts of all built rows, wherever they are
   */
  TableProbe(
      HashJoin plan,
      BatchIterator probe,
      Built built,
      SharedTable.Facts facts,
      OperatorContext context) {
    this.plan = plan;
    this.probe = probe;
    this.built = built;
    this.facts = facts;
    this.context = context;
    this.keys = context.evaluators(plan.probeKeys());
    this.types = plan.probe().types();
    this.pairs = new JoinedPairs(plan.kind(), plan.residual(), plan.build().types(), context);
    this.table = built.first();
  }

  /** The next batch, or null. */
  Batch next() {
    while (true) {
      Batch batch = pairs.poll();
      if (batch != null) return batch;
      if (lookup != null) {
        round();
      } else if (!isProbed) {
        nextProbed();
      } else {
        return nextBuilt();
      }
    }
  }

  private void round() {
    if (lookup.hasNext()) {
      int count = lookup.next(places, partners);
      pairs.add(places, partners, count);
      if (pairs.isFirstEnough() && count > 0) {
        pairs.flush();
        lookup.drop(pairs.isMatched());
      }
      return;
    }
    lookup = null;
    pairs.flush();
    if (built.hasNext() && !isSettled()) {
      look(built.next());
      return;
    }
    if (plan.kind().needsWholeBuild()) learnOfNulls();
    pairs.end();
  }

  /**
   * Without a partner it is unknown whether a key is among others, if there is a null on a side.
   */
  private void learnOfNulls() {
    if (facts.isEmpty()) return;
    boolean[] isUnknown = pairs.isUnknown();
    if (facts.hasNullKey()) Arrays.fill(isUnknown, true);
    int[] rows = looked.selection().map(Selection::rows).orElse(null);
    for (int i = 0; i < lookedKeys.length; i++) {
      if (plan.isNullSafe().get(i)) continue;
      for (int place = 0; place < isUnknown.length; place++)
        isUnknown[place] |= lookedKeys[i].isNullAt(rows == null ? place : rows[place]);
    }
  }

  private void nextProbed() {
    if (probed == null || probedFrom >= probed.rowCount()) {
      if (canStop()) {
        isProbed = true;
        return;
      }
      probed = probe.next();
      probedFrom = 0;
      if (probed == null) {
        isProbed = true;
        return;
      }
    }
    // Sources may give somewhat more than is usual; pairs come in pieces of the usual size.
    int total = probed.rowCount();
    if (total == 0) return;
    context.checkCancelled();
    if (total > Batch.ROWS) {
      int to = Math.min(total, probedFrom + Batch.ROWS);
      look(Part.of(probed, probedFrom, to));
      probedFrom = to;
    } else {
      look(probed);
      probedFrom = total;
    }
  }

  private void look(Batch batch) {
    lookedKeys = Columns.of(keys, batch).toArray(Vector[]::new);
    looked = batch;
    pairs.begin(batch);
    look(built.first());
  }

  /** Looks the batch at hand up in a piece. */
  private void look(BuildTable in) {
    table = in;
    int[] rows = looked.selection().map(Selection::rows).orElse(null);
    pairs.against(table.rows(), built.matched());
    lookup = table.probe(lookedKeys, rows, looked.rowCount(), plan.isNullSafe());
  }

  /** Whether no further piece can tell anything of the batch at hand. */
  private boolean isSettled() {
    if (!pairs.isFirstEnough()) return false;
    for (boolean isMatched : pairs.isMatched()) if (!isMatched) return false;
    return true;
  }

  /** Nothing can come of an empty table. */
  private boolean canStop() {
    return table.rows().length() == 0
        && (plan.kind() == JoinKind.INNER
            || plan.kind() == JoinKind.PROBE_SEMI
            || plan.kind() == JoinKind.BUILD_OUTER
            || plan.kind() == JoinKind.BUILD_SEMI
            || plan.kind() == JoinKind.BUILD_ANTI);
  }

  private Batch nextBuilt() {
    if (!plan.kind().givesBuiltRows()) return null;
    if (builtNext < 0) {
      table = built.first();
      builtNext = 0;
    }
    while (table != null) {
      int count = table.rows().length();
      while (builtNext < count) {
        int to = Math.min(count, builtNext + Batch.ROWS);
        Batch batch = pairs.built(table.rows(), built.matched(), builtNext, to, types);
        builtNext = to;
        if (batch.length() > 0) return batch;
      }
      table = built.hasNext() ? built.next() : null;
      builtNext = 0;
    }
    return null;
  }
}
