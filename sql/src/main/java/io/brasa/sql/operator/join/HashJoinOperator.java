package io.brasa.sql.operator.join;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.Compact;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.Part;
import io.brasa.sql.operator.PartitionedSpill;
import io.brasa.sql.operator.SpillFile;
import io.brasa.sql.operator.SpillWriter;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinKind;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final BatchIterator build;
  private final int level;
  private SharedTable.Facts facts;
  private final List<Evaluator> probeKeys;
  private final List<Evaluator> buildKeys;
  private final List<DataType> probeTypes;
  private final List<DataType> buildTypes;
  private final MemoryShare share;
  private final JoinedPairs pairs;
  private final int[] places = new int[Batch.ROWS];
  private final int[] partners = new int[Batch.ROWS];
  private List<Batch> gathered = new ArrayList<>();
  private long gatheredBytes;
  private long gatheredRows;
  private PartitionedSpill spill;
  private List<SpillFile> probeFiles = List.of();
  private List<SpillFile> buildFiles = List.of();
  private int nextFile;
  private HashJoinOperator nested;
  private SpillWriter aside;
  private long pieceRows;
  private BuiltPieces pieces;
  private BuildTable table;
  private Batch probed;
  private int probedFrom;

  /** The rows of the probed batch that are looked up at the moment. */
  private Batch looked;

  private Vector[] lookedKeys;
  private BuildTable.Probe lookup;
  private int builtNext = -1;
  private boolean isBuilt;
  private boolean isProbed;

  /** Where tasks leave for each other what they have built; null if each builds its own. */
  private final SharedTable shared;

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
    this.build = build;
    this.level = level;
    this.facts = facts;
    this.shared =
        level == 0
            ? plan.shared().map(b -> new SharedTable(b.value(), context)).orElse(null)
            : null;
    this.probeKeys = context.evaluators(plan.probeKeys());
    this.buildKeys = context.evaluators(plan.buildKeys());
    this.probeTypes = plan.probe().types();
    this.buildTypes = plan.build().types();
    this.share = context.newShare();
    this.pairs = new JoinedPairs(plan.kind(), plan.residual(), buildTypes, context);
  }

  @Override
  public Batch next() {
    if (!isBuilt) build();
    return table == null ? nextOfFiles() : nextOfTable();
  }

  // ---- what is built

  private void build() {
    isBuilt = true;
    if (takesShared()) return;
    try {
      buildAlone();
    } finally {
      if (shared != null) shared.end();
    }
  }

  private void buildAlone() {
    boolean hasNullKey = false;
    boolean isEmpty = true;
    for (Batch batch = build.next(); batch != null; batch = build.next()) {
      if (batch.rowCount() == 0) continue;
      context.checkCancelled();
      isEmpty = false;
      Batch kept = Compact.of(batch);
      if (plan.kind().needsWholeBuild()) hasNullKey |= hasNullKey(kept);
      if (aside != null) {
        aside.write(kept);
      } else if (spill != null) {
        putAside(kept, buildKeys, spill);
      } else {
        gather(kept);
      }
    }
    build.close();
    if (facts == null) facts = new SharedTable.Facts(isEmpty, hasNullKey);
    if (aside != null) {
      pieces = new BuiltPieces(aside.finish(), pieceRows, this::table);
      table = pieces.first();
      return;
    }
    if (spill == null) {
      table = table(gathered);
      gathered = new ArrayList<>();
      share();
      return;
    }
    if (shared != null) shared.put(null, facts);
    buildFiles = spill.finish();
    spill = null;
    share.hold(0);
    putAsideProbe();
  }

  /** What another task has built, or is about to, is counted and no more. */
  private boolean takesShared() {
    SharedTable.Content content = shared == null ? null : shared.take();
    if (content == null) return false;
    table = content.table().view();
    facts = content.facts();
    share.hold(table.sizeBytes());
    return true;
  }

  private void share() {
    if (shared == null) return;
    shared.put(table, facts);
    table = table.view();
  }

  private boolean hasNullKey(Batch batch) {
    Vector[] keys = Columns.of(buildKeys, batch).toArray(Vector[]::new);
    return BuildTable.withoutPartner(keys, plan.isNullSafe(), batch.length()) != null;
  }

  private void gather(Batch batch) {
    gathered.add(batch);
    gatheredBytes += batch.sizeBytes();
    gatheredRows += batch.length();
    // Once more for the rows side by side, and for their keys.
    long bytes = 2 * gatheredBytes + BuildTable.BYTES_PER_ROW * gatheredRows;
    if (share.hold(bytes) && gatheredBytes < 1L << 30) return;
    if (level >= PartitionedSpill.MAX_JOIN_LEVEL) {
      putAsideWhole(batch);
      return;
    }
    spill = new PartitionedSpill(buildTypes, level, context);
    for (Batch each : gathered) putAside(each, buildKeys, spill);
    gathered = new ArrayList<>();
    share.hold(0);
  }

  /** The rows gathered before the last batch fit; what was granted for them stays. */
  private void putAsideWhole(Batch last) {
    pieceRows = Math.max(1, gatheredRows - last.length());
    aside = context.newSpill();
    for (Batch each : gathered) aside.write(each);
    gathered = new ArrayList<>();
  }

  private BuildTable table(List<Batch> batches) {
    Batch rows = batches.isEmpty() ? none() : Vectors.concatenateBatches(batches);
    Vector[] keys = Columns.of(buildKeys, rows).toArray(Vector[]::new);
    return new BuildTable(rows, keys, plan.isNullSafe(), plan.kind().givesBuiltRows());
  }

  private Batch none() {
    List<Vector> columns = new ArrayList<>();
    for (DataType type : buildTypes) columns.add(VectorBuilder.of(type, 1).build());
    return Batch.of(0, columns);
  }

  private void putAside(Batch batch, List<Evaluator> keys, PartitionedSpill into) {
    int count = batch.rowCount();
    int[] rows = batch.selection().map(Selection::rows).orElse(null);
    long[] hashes = new long[count];
    boolean isCombining = false;
    for (Vector key : Columns.of(keys, batch)) {
      VectorHash.hash(key, rows, count, hashes, isCombining);
      isCombining = true;
    }
    into.add(batch, hashes);
  }

  private void putAsideProbe() {
    try (PartitionedSpill into = new PartitionedSpill(probeTypes, level, context)) {
      for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
        context.checkCancelled();
        if (batch.rowCount() > 0) putAside(batch, probeKeys, into);
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

  // ---- what is probed

  private Batch nextOfTable() {
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
    if (pieces != null && !isSettled() && look(pieces.next())) return;
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
    List<Vector> keys = Columns.of(probeKeys, looked);
    for (int i = 0; i < keys.size(); i++) {
      if (plan.isNullSafe().get(i)) continue;
      for (int place = 0; place < isUnknown.length; place++)
        isUnknown[place] |= keys.get(i).isNullAt(rows == null ? place : rows[place]);
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
    lookedKeys = Columns.of(probeKeys, batch).toArray(Vector[]::new);
    looked = batch;
    pairs.begin(batch);
    look(pieces == null ? table : pieces.first());
  }

  /** Looks the batch at hand up in a table; false if there is none. */
  private boolean look(BuildTable in) {
    if (in == null) return false;
    table = in;
    int[] rows = looked.selection().map(Selection::rows).orElse(null);
    pairs.against(table.rows(), matched());
    lookup = table.probe(lookedKeys, rows, looked.rowCount(), plan.isNullSafe());
    return true;
  }

  private boolean[] matched() {
    return pieces == null ? table.matched() : pieces.matched();
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
    if (pieces != null && builtNext < 0) table = pieces.first();
    builtNext = Math.max(0, builtNext);
    while (table != null) {
      int count = table.rows().length();
      while (builtNext < count) {
        int to = Math.min(count, builtNext + Batch.ROWS);
        Batch batch = pairs.built(table.rows(), matched(), builtNext, to, probeTypes);
        builtNext = to;
        if (batch.length() > 0) return batch;
      }
      if (pieces == null) return null;
      table = pieces.next();
      builtNext = 0;
    }
    return null;
  }

  @Override
  public void close() {
    probe.close();
    build.close();
    if (nested != null) nested.close();
    if (spill != null) spill.close();
    if (aside != null) aside.close();
    if (pieces != null) pieces.close();
    for (int i = nextFile; i < buildFiles.size(); i++) buildFiles.get(i).delete();
    for (int i = nextFile; i < probeFiles.size(); i++) probeFiles.get(i).delete();
    buildFiles = List.of();
    probeFiles = List.of();
    gathered = new ArrayList<>();
    share.close();
  }
}
