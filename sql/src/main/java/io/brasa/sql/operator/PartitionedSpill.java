package io.brasa.sql.operator;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows put aside in files by some bits of the hashes of their keys: within a file in the order in
 * which they came. Each level uses other bits than those above it, and none uses those that choose
 * the slots of tables or the targets of exchanges.
 */
final class PartitionedSpill implements AutoCloseable {
  static final int PARTITIONS = 16;

  /** Keys that have not come apart by then are equal, for all one can do about it. */
  static final int MAX_LEVEL = 4;

  private static final int LOWEST_BIT = 40;

  private final int shift;
  private final List<SpillWriter> writers = new ArrayList<>();
  private final BatchScatter scatter;

  PartitionedSpill(List<DataType> types, int level, OperatorContext context) {
    shift = LOWEST_BIT + 4 * Math.min(level, MAX_LEVEL);
    for (int i = 0; i < PARTITIONS; i++) writers.add(context.newSpill());
    scatter =
        new BatchScatter(
            types, PARTITIONS, 1024, (target, batch) -> writers.get(target).write(batch));
  }

  int partition(long hash) {
    return (int) (hash >>> shift) & PARTITIONS - 1;
  }

  /**
   * @param hashes of each of the rows that count
   */
  void add(Batch batch, long[] hashes) {
    int[] targets = new int[batch.rowCount()];
    for (int i = 0; i < targets.length; i++) targets[i] = partition(hashes[i]);
    scatter.add(batch, targets);
  }

  /** The files, one a partition. */
  List<SpillFile> finish() {
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
