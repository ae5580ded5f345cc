package io.brasa.core.shuffle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts records by key; stable, also across spills: records of equal keys keep the order in which
 * they came. Not thread-safe.
 */
final class KeySorter implements AutoCloseable {
  private static final int MIN_CELLS = 64;

  private final SortOrder order;
  private final Comparator<Object> comparator;
  private final MemoryShare share;
  private final SizeSample keySizes;
  private final SizeSample valueSizes;
  private final Spills spills;

  /** Keys and values alternately. */
  private Object[] cells = new Object[MIN_CELLS];

  private int cellCount;

  KeySorter(SortOrder order, ShuffleContext context, String operation) {
    this.order = order;
    this.comparator = order.comparator();
    this.share = new MemoryShare(context, operation);
    this.keySizes = new SizeSample(context.codecs());
    this.valueSizes = new SizeSample(context.codecs());
    this.spills = new Spills(context, 1);
  }

  void add(Object key, Object value) {
    if (cellCount == cells.length) growCells();
    cells[cellCount++] = key;
    cells[cellCount++] = value;
    // Beside the record: two references, and what sorting needs for it, a prefix and a number
    // twice.
    if (!share.useForRecord(keySizes.of(key) + valueSizes.of(value) + 32)) spill();
  }

  private void growCells() {
    if (!share.use(8L * cells.length)) spill();
    else cells = Arrays.copyOf(cells, 2 * cells.length);
  }

  private void spill() {
    spills.add(
        writer -> {
          writer.rows(sorted());
          writer.endTarget();
        });
    clear();
    spills.compact((runs, target, writer) -> writer.rows(merged(runs)));
  }

  private Rows merged(List<Run> runs) {
    return MergedRows.byKey(spills.cursors(runs, 0), comparator);
  }

  private void clear() {
    cells = new Object[MIN_CELLS];
    cellCount = 0;
    share.close();
  }

  private Rows sorted() {
    return new SortedRows(cells, KeyOrdering.order(cells, cellCount / 2, order));
  }

  /** All records in order; to be called once. Closing it closes the sorter. */
  Rows rows() {
    if (spills.isEmpty()) return new OwningRows(sorted(), this);
    if (cellCount > 0) spill();
    return new OwningRows(merged(spills.runs()), this);
  }

  @Override
  public void close() {
    clear();
    spills.close();
  }

  private static final class SortedRows extends Rows {
    private final Object[] cells;
    private final int[] order;
    private int next;

    SortedRows(Object[] cells, int[] order) {
      this.cells = cells;
      this.order = order;
    }

    @Override
    boolean advance() {
      if (next >= order.length) return false;
      int cell = 2 * order[next++];
      key = cells[cell];
      value = cells[cell + 1];
      return true;
    }

    @Override
    public void close() {
      next = order.length;
    }
  }
}
