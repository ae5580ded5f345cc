package io.brasa.sql.operator.join;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.PartitionedSpill;
import io.brasa.sql.operator.SpillFile;
import io.brasa.sql.physical.HashJoin;
import java.util.List;

/**
 * Joins by a table of one input. If the table is refused memory, both inputs are put aside in
 * sixteen files each by bits of the keys' hash, and file is joined with file; should one not fit
 * either, it is divided by further bits. Rows of one key that do not fit are read piece by piece
 * for each probing batch. A null-aware join knows of all built rows before it begins.
 */
public final class HashJoinOperator implements BatchIterator {
  private final HashJoin plan;
  private final OperatorContext context;
  private final BatchIterator probe;
  private final int level;
  private final MemoryShare share;
  private final BuildSide side;

  /** Where tasks leave for each other what they have built; null if each builds its own. */
  private final SharedTable shared;

  private SharedTable.Facts facts;
  private Built built;
  private TableProbe probing;
  private List<SpillFile> probeFiles = List.of();
  private List<SpillFile> buildFiles = List.of();
  private int nextFile;
  private HashJoinOperator nested;
  private boolean isBuilt;

  /** The inputs are closed with what comes out. */
  public HashJoinOperator(
      HashJoin plan, BatchIterator probe, BatchIterator build, OperatorContext context) {
    this(plan, probe, build, 0, null, context);
  }

  private HashJoinOperator(
      HashJoin plan,
      BatchIterator probe,
      BatchIterator build,
      int level,
      SharedTable.Facts facts,
      OperatorContext context) {
    this.plan = plan;
    this.context = context;
    this.probe = probe;
    this.level = level;
    this.facts = facts;
    this.shared =
        level == 0
            ? plan.shared().map(b -> new SharedTable(b.value(), context)).orElse(null)
            : null;
    this.share = context.newShare();
    this.side = new BuildSide(plan, build, level, share, context);
  }

  @Override
  public Batch next() {
    if (!isBuilt) build();
    return probing == null ? nextOfFiles() : probing.next();
  }

  private void build() {
    isBuilt = true;
    if (takesShared()) return;
    try {
      buildAlone();
    } finally {
      if (shared != null) shared.end();
    }
  }

  /** What another task has built, or is about to, is counted and no more. */
  private boolean takesShared() {
    SharedTable.Content content = shared == null ? null : shared.take();
    if (content == null) return false;
    facts = content.facts();
    probe(content.table().view());
    share.hold(content.table().sizeBytes());
    return true;
  }

  private void buildAlone() {
    built = side.draw();
    if (facts == null) facts = side.facts();
    if (built == null) {
      if (shared != null) shared.put(null, facts);
      buildFiles = side.files();
      putAsideProbe();
    } else if (shared != null && built instanceof Built.Whole(BuildTable table)) {
      shared.put(table, facts);
      probe(table.view());
    } else {
      probing = new TableProbe(plan, probe, built, facts, context);
    }
  }

  private void probe(BuildTable table) {
    built = new Built.Whole(table);
    probing = new TableProbe(plan, probe, built, facts, context);
  }

  private void putAsideProbe() {
    List<Evaluator> keys = context.evaluators(plan.probeKeys());
    try (PartitionedSpill into = new PartitionedSpill(plan.probe().types(), level, context)) {
      for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
        context.checkCancelled();
        if (batch.rowCount() > 0) into.add(batch, Columns.of(keys, batch));
      }
      probeFiles = into.finish();
    }
  }

  private Batch nextOfFiles() {
    while (nextFile < buildFiles.size()) {
      if (nested == null) {
        nested =
            new HashJoinOperator(
                plan,
                probeFiles.get(nextFile).read(),
                buildFiles.get(nextFile).read(),
                level + 1,
                facts,
                context);
      }
      Batch batch = nested.next();
      if (batch != null) return batch;
      nested.close();
      nested = null;
      probeFiles.get(nextFile).delete();
      buildFiles.get(nextFile++).delete();
    }
    return null;
  }

  @Override
  public void close() {
    probe.close();
    side.close();
    if (nested != null) nested.close();
    if (built != null) built.close();
    for (int i = nextFile; i < buildFiles.size(); i++) buildFiles.get(i).delete();
    for (int i = nextFile; i < probeFiles.size(); i++) probeFiles.get(i).delete();
    buildFiles = List.of();
    probeFiles = List.of();
    share.close();
  }
}
