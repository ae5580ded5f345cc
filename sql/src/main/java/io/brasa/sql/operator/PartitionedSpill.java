package io.brasa.sql.operator;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows put aside in files by some bits of the hashes of their keys: within a file in the order in
 * which they came. The first levels use other bits than those above them, and none uses those that
 * choose the slots of tables or the targets of exchanges.
 */
public final class PartitionedSpill implements AutoCloseable {
  static final int PARTITIONS = 16;

  /** Keys that have not come apart by then are equal or nearly so: joins read them in pieces. */
  public static final int MAX_JOIN_LEVEL = 4;

  /** Keys that have not come apart by then have equal hashes. */
  public static final int MAX_LEVEL = 15;

  private static final int LOWEST_BIT = 40;
  private static final int PLAIN_LEVELS = 5;

  private final int level;
  private final List<SpillWriter> writers = new ArrayList<>();
  private final BatchScatter scatter;

  public PartitionedSpill(List<DataType> types, int level, OperatorContext context) {
    this.level = level;
    for (int i = 0; i < PARTITIONS; i++) writers.add(context.newSpill());
    scatter =
        new BatchScatter(
            types, PARTITIONS, 1024, (target, batch) -> writers.get(target).write(batch));
  }

  /** When there are no bits left, each level mixes all of them in a way of its own. */
  int partition(long hash) {
    if (level < PLAIN_LEVELS) return (int) (hash >>> LOWEST_BIT + 4 * level) & PARTITIONS - 1;
    long mixed = (hash ^ hash >>> 29) * (0x9E37_79B9_7F4A_7C15L + 2L * level);
    return (int) ((mixed ^ mixed >>> 31) >>> 28) & PARTITIONS - 1;
  }

  /**
   * @param keys of the rows, by which they are divided
   */
  public void add(Batch batch, List<Vector> keys) {
    int[] rows = batch.selection().map(Selection::rows).orElse(null);
    long[] hashes = new long[batch.rowCount()];
    for (int i = 0; i < keys.size(); i++)
      VectorHash.hash(keys.get(i), rows, hashes.length, hashes, i > 0);
    add(batch, hashes);
  }

  /**
   * @param hashes of each of the rows that count
   */
  public void add(Batch batch, long[] hashes) {
    int[] targets = new int[batch.rowCount()];
    for (int i = 0; i < targets.length; i++) targets[i] = partition(hashes[i]);
    scatter.add(batch, targets);
  }

  /** The files, one a partition. */
  public List<SpillFile> finish() {
    scatter.flush();
    List<SpillFile> files = new ArrayList<>();
    for (SpillWriter writer : writers) files.add(writer.finish());
    writers.clear();
    return files;
  }

  @Override
  public void close() {
    for (SpillWriter writer : writers) writer.close();
  }
}
