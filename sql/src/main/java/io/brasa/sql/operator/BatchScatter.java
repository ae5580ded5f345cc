package io.brasa.sql.operator;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;

/** Divides rows among targets and gives full batches of each. Belongs to one thread. */
public final class BatchScatter {
  private static final int SPARE_BYTES = 64;

  private final List<DataType> types;
  private final int batchRows;
  private final Taker taker;
  private final VectorBuilder[][] builders;
  private final int[] rowCounts;

  /** Whether a target has been given a batch before: then it will be given full ones. */
  private final boolean[] isFilling;

  /** The bytes of a row of each column of strings, as the batches given last had them. */
  private final double[] widths;

  /** Gets the batches of targets. */
  @FunctionalInterface
  public interface Taker {
    void take(int target, Batch batch);
  }

  public BatchScatter(List<DataType> types, int targetCount, int batchRows, Taker taker) {
    this.types = types;
    this.batchRows = batchRows;
    this.taker = taker;
    this.builders = new VectorBuilder[targetCount][];
    this.rowCounts = new int[targetCount];
    this.isFilling = new boolean[targetCount];
    this.widths = new double[types.size()];
  }

  /**
   * @param targets of each of the rows that count
   */
  public void add(Batch batch, int[] targets) {
    int count = targets.length;
    int[] selected = batch.selection().map(Selection::rows).orElse(null);
    int[] starts = new int[builders.length + 1];
    for (int target : targets) starts[target + 1]++;
    for (int i = 0; i < builders.length; i++) starts[i + 1] += starts[i];
    int[] rows = new int[count];
    int[] next = starts.clone();
    for (int i = 0; i < count; i++) rows[next[targets[i]]++] = selected == null ? i : selected[i];
    for (int target = 0; target < builders.length; target++) {
      if (starts[target] < starts[target + 1])
        append(target, batch, rows, starts[target], starts[target + 1]);
    }
  }

  private void append(int target, Batch batch, int[] rows, int from, int to) {
    // Before arrays would have to grow: they are kept as long as the other side has not read them.
    if (rowCounts[target] > 0 && rowCounts[target] + to - from > batchRows) give(target);
    VectorBuilder[] columns = builders[target];
    if (columns == null) columns = builders[target] = newBuilders(target, to - from);
    for (int i = 0; i < columns.length; i++) columns[i].append(batch.column(i), rows, from, to);
    rowCounts[target] += to - from;
    if (rowCounts[target] >= batchRows) give(target);
  }

  /** With room for a full batch only where one is likely: most exchanges of a query are small. */
  private VectorBuilder[] newBuilders(int target, int count) {
    int room = Math.max(count, Math.min(batchRows, isFilling[target] ? batchRows : 4 * count));
    isFilling[target] = true;
    VectorBuilder[] columns = new VectorBuilder[types.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = VectorBuilder.of(types.get(i), room);
      if (widths[i] > 0 && columns[i] instanceof BytesBuilder bytes)
        bytes.reserveBytes((long) (room * widths[i]) + SPARE_BYTES);
    }
    return columns;
  }

  private void give(int target) {
    List<Vector> columns = new ArrayList<>(types.size());
    for (VectorBuilder builder : builders[target]) columns.add(builder.build());
    learn(columns, rowCounts[target]);
    Batch batch = Batch.of(rowCounts[target], columns);
    builders[target] = null;
    rowCounts[target] = 0;
    taker.take(target, batch);
  }

  /** Rather a little more than the average, or every other batch would have to grow. */
  private void learn(List<Vector> columns, int rowCount) {
    for (int i = 0; i < widths.length; i++) {
      if (!(columns.get(i) instanceof BytesVector bytes)) continue;
      double width = 1.0625 * bytes.offsets()[rowCount] / rowCount;
      widths[i] = width > widths[i] ? width : 0.75 * widths[i] + 0.25 * width;
    }
  }

  /** Gives what is not full. */
  public void flush() {
    for (int target = 0; target < builders.length; target++)
      if (rowCounts[target] > 0) give(target);
  }

  /** Roughly what is held. */
  public long sizeBytes() {
    long bytes = 0;
    for (VectorBuilder[] columns : builders) {
      if (columns == null) continue;
      for (VectorBuilder column : columns) bytes += column.sizeBytes();
    }
    return bytes;
  }
}
