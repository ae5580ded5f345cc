package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.Compact;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.Part;
import io.brasa.sql.operator.SpillFile;
import io.brasa.sql.operator.SpillWriter;
import io.brasa.sql.physical.WindowRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes functions over windows of rows that come sorted. Rows gather until there are many; whole
 * partitions among them are computed at once, and the rest waits for more. A partition that is
 * refused memory goes to a file and is read from there piece by piece, if all functions can do so;
 * else it must fit, and the query fails if it does not.
 */
public final class WindowOperator implements BatchIterator {
  private static final int CHUNK_ROWS = 16 * Batch.ROWS;

  /** Of a batch in a file, of which each function holds one. */
  private static final int PIECE_ROWS = Batch.ROWS / 4;

  private final BatchIterator child;
  private final OperatorContext context;
  private final List<Evaluator> partitionKeys;
  private final List<Evaluator> orderKeys;
  private final List<WindowFunction> functions = new ArrayList<>();
  private final MemoryShare share;
  private List<Batch> gathered = new ArrayList<>();
  private long gatheredRows;
  private long gatheredBytes;
  private long wantedRows = CHUNK_ROWS;
  private Batch made;
  private int givenRows;
  private boolean isInputDone;
  private final boolean isStreaming;
  private final String demanding;
  private boolean isTight;

  /** Whether what is gathered is part of one partition. */
  private boolean isOnePartition;

  private SpillWriter aside;
  private SpilledPartition spilled;

  public WindowOperator(WindowRows window, BatchIterator child, OperatorContext context) {
    this.child = child;
    this.context = context;
    WindowCall first = window.calls().getFirst();
    this.partitionKeys = context.evaluators(first.partitions());
    this.orderKeys = context.evaluators(first.order().stream().map(SortKey::expression).toList());
    for (WindowCall call : window.calls()) functions.add(WindowFunction.of(call, context));
    String inMemory = "";
    for (int i = 0; i < functions.size(); i++)
      if (!functions.get(i).isStreamed()) inMemory = window.calls().get(i).function().toString();
    this.demanding = "The rows of a partition for " + inMemory + " over its frames";
    this.isStreaming = inMemory.isEmpty();
    this.share = context.newShare();
  }

  @Override
  public Batch next() {
    while (true) {
      if (made != null && givenRows < made.length()) {
        int to = Math.min(made.length(), givenRows + Batch.ROWS);
        Batch piece = Part.of(made, givenRows, to).dense();
        givenRows = to;
        return piece;
      }
      made = null;
      if (spilled != null) {
        Batch piece = spilled.next();
        if (piece != null) return piece;
        spilled.close();
        spilled = null;
      }
      if (isInputDone && gathered.isEmpty()) return null;
      gather();
      compute();
    }
  }

  private void gather() {
    while (!isInputDone && gatheredRows < wantedRows) {
      Batch batch = child.next();
      if (batch == null) {
        isInputDone = true;
        return;
      }
      if (batch.rowCount() == 0) continue;
      context.checkCancelled();
      hold(Compact.of(batch));
      if (isTight && (isStreaming || !isOnePartition)) return;
    }
  }

  /** Once more for the rows side by side, and for what is made of them. */
  private void hold(Batch rows) {
    gathered.add(rows);
    gatheredRows += rows.length();
    gatheredBytes += rows.sizeBytes();
    if (isOnePartition && !isStreaming) share.require(3 * gatheredBytes, demanding);
    else isTight = !share.hold(3 * gatheredBytes);
  }

  private void compute() {
    if (gathered.isEmpty()) return;
    Batch all = Vectors.concatenateBatches(gathered);
    Vector[] keys = Columns.of(partitionKeys, all).toArray(Vector[]::new);
    int[] starts = starts(keys, all.length(), new int[] {0});
    if (!isInputDone) starts = Arrays.copyOf(starts, starts.length - 1);
    int end = starts[starts.length - 1];
    keep(all, end);
    isOnePartition = end == 0;
    if (end == 0) {
      wantedRows = Math.max(CHUNK_ROWS, 2 * gatheredRows);
      if (isTight && !isStreaming) share.require(3 * gatheredBytes, demanding);
      if (!isTight || !isStreaming) return;
      putAside(all, keys);
      wantedRows = CHUNK_ROWS;
      return;
    }
    wantedRows = CHUNK_ROWS;
    Batch rows = end == all.length() ? all : Part.of(all, 0, end).dense();
    Vector[] order = Columns.of(orderKeys, rows).toArray(Vector[]::new);
    WindowChunk chunk = new WindowChunk(rows, order, starts, starts(order, end, starts));
    List<Vector> columns = new ArrayList<>(rows.columns());
    for (WindowFunction function : functions) columns.add(function.compute(chunk));
    made = Batch.of(end, columns);
    givenRows = 0;
  }

  /**
   * Writes a partition to its end, which is still to come.
   *
   * @param rows its first ones
   * @param keys of them
   */
  private void putAside(Batch rows, Vector[] keys) {
    gathered = new ArrayList<>();
    gatheredRows = 0;
    gatheredBytes = 0;
    aside = context.newSpill();
    write(rows, rows.length());
    Vector[] last = keys;
    int lastRow = rows.length() - 1;
    share.hold(0);
    while (gathered.isEmpty() && !isInputDone) {
      Batch batch = child.next();
      if (batch == null) isInputDone = true;
      if (batch == null || batch.rowCount() == 0) continue;
      context.checkCancelled();
      Batch more = Compact.of(batch);
      Vector[] next = Columns.of(partitionKeys, more).toArray(Vector[]::new);
      int end = 0;
      while (end < more.length() && areEqual(last, lastRow, next, end)) end++;
      write(more, end);
      if (end < more.length()) hold(Compact.of(Part.of(more, end, more.length())));
      last = next;
      lastRow = more.length() - 1;
    }
    SpillFile file = aside.finish();
    aside = null;
    spilled = new SpilledPartition(file, orderKeys, functions, context);
  }

  private void write(Batch rows, int end) {
    for (int from = 0; from < end; from += PIECE_ROWS)
      aside.write(Part.of(rows, from, Math.min(end, from + PIECE_ROWS)));
  }

  private static boolean areEqual(Vector[] left, int leftRow, Vector[] right, int rightRow) {
    for (int i = 0; i < left.length; i++)
      if (!VectorOrder.equal(left[i], leftRow, right[i], rightRow)) return false;
    return true;
  }

  /** The rows of the partition that may go on. */
  private void keep(Batch all, int from) {
    gathered = new ArrayList<>();
    gatheredRows = 0;
    gatheredBytes = 0;
    if (from == all.length()) return;
    Batch rest = from == 0 ? all : Compact.of(Part.of(all, from, all.length()));
    gathered.add(rest);
    gatheredRows = rest.length();
    gatheredBytes = rest.sizeBytes();
  }

  /** Where a key differs from that of the row before, or a partition begins; then the end. */
  private static int[] starts(Vector[] keys, int count, int[] partitions) {
    int[] starts = new int[16];
    int size = 0;
    int partition = 0;
    for (int row = 0; row < count; row++) {
      boolean isStart = partition < partitions.length && partitions[partition] == row;
      if (isStart) partition++;
      for (int i = 0; i < keys.length && !isStart; i++)
        isStart = !VectorOrder.equal(keys[i], row - 1, keys[i], row);
      if (!isStart) continue;
      if (size + 1 >= starts.length) starts = Arrays.copyOf(starts, 2 * starts.length);
      starts[size++] = row;
    }
    starts[size] = count;
    return Arrays.copyOf(starts, size + 1);
  }

  @Override
  public void close() {
    child.close();
    gathered = new ArrayList<>();
    made = null;
    isInputDone = true;
    if (aside != null) aside.close();
    if (spilled != null) spilled.close();
    spilled = null;
    share.close();
  }
}
