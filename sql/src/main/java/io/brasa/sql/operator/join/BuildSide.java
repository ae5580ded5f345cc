package io.brasa.sql.operator.join;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.Compact;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.PartitionedSpill;
import io.brasa.sql.operator.SpillFile;
import io.brasa.sql.operator.SpillWriter;
import io.brasa.sql.physical.HashJoin;
import java.util.ArrayList;
import java.util.List;

/**
 * What a hash join makes of the input that it builds. Rows are gathered as long as memory is
 * granted: then they are a table. Else they are put aside in files by bits of their keys' hash, or,
 * where keys have not come apart by that, in one file which is read piece by piece.
 */
final class BuildSide implements AutoCloseable {
  private static final long MAX_GATHERED_BYTES = 1L << 30;

  private final HashJoin plan;
  private final BatchIterator input;
  private final int level;
  private final List<Evaluator> keys;
  private final List<DataType> types;
  private final MemoryShare share;
  private final OperatorContext context;
  private List<Batch> gathered = new ArrayList<>();
  private long gatheredBytes;
  private long gatheredRows;
  private PartitionedSpill spill;
  private SpillWriter aside;
  private long pieceRows;
  private boolean isEmpty = true;
  private boolean hasNullKey;

  /**
   * @param level how often the rows have been put aside
   * @param share of the join, which keeps what is granted for the table
   */
  BuildSide(
      HashJoin plan, BatchIterator input, int level, MemoryShare share, OperatorContext context) {
    this.plan = plan;
    this.input = input;
    this.level = level;
    this.keys = context.evaluators(plan.buildKeys());
    this.types = plan.build().types();
    this.share = share;
    this.context = context;
  }

  /** Draws all rows; gives null if they are in {@link #files}. */
  Built draw() {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      if (batch.rowCount() == 0) continue;
      context.checkCancelled();
      isEmpty = false;
      Batch kept = Compact.of(batch);
      if (plan.kind().needsWholeBuild()) hasNullKey |= hasNullKey(kept);
      if (aside != null) {
        aside.write(kept);
      } else if (spill != null) {
        spill.add(kept, Columns.of(keys, kept));
      } else {
        gather(kept);
      }
    }
    input.close();
    if (aside != null) return new BuiltPieces(aside.finish(), pieceRows, this::table);
    if (spill != null) return null;
    BuildTable table = table(gathered);
    gathered = new ArrayList<>();
    return new Built.Whole(table);
  }

  /** What is known of all rows that were drawn. */
  SharedTable.Facts facts() {
    return new SharedTable.Facts(isEmpty, hasNullKey);
  }

  /** The files that the rows were put aside in; to be taken once. */
  List<SpillFile> files() {
    List<SpillFile> files = spill.finish();
    spill = null;
    share.hold(0);
    return files;
  }

  private boolean hasNullKey(Batch batch) {
    Vector[] columns = Columns.of(keys, batch).toArray(Vector[]::new);
    return BuildTable.withoutPartner(columns, plan.isNullSafe(), batch.length()) != null;
  }

  private void gather(Batch batch) {
    gathered.add(batch);
    gatheredBytes += batch.sizeBytes();
    gatheredRows += batch.length();
    // Once more for the rows side by side, and for their keys.
    long bytes = 2 * gatheredBytes + BuildTable.BYTES_PER_ROW * gatheredRows;
    if (share.hold(bytes) && gatheredBytes < MAX_GATHERED_BYTES) return;
    if (level >= PartitionedSpill.MAX_JOIN_LEVEL) {
      putAsideWhole(batch);
      return;
    }
    spill = new PartitionedSpill(types, level, context);
    for (Batch each : gathered) spill.add(each, Columns.of(keys, each));
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
    Vector[] columns = Columns.of(keys, rows).toArray(Vector[]::new);
    return new BuildTable(rows, columns, plan.isNullSafe(), plan.kind().givesBuiltRows());
  }

  private Batch none() {
    List<Vector> columns = new ArrayList<>();
    for (DataType type : types) columns.add(VectorBuilder.of(type, 1).build());
    return Batch.of(0, columns);
  }

  @Override
  public void close() {
    input.close();
    if (spill != null) spill.close();
    if (aside != null) aside.close();
    gathered = new ArrayList<>();
  }
}
