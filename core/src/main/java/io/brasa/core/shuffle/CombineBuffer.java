package io.brasa.core.shuffle;

import java.util.Arrays;
import java.util.List;

/**
 * Combines records by target partition and key: one {@link CombineTable} per target up to a number
 * of targets, above it a single table that is split at the end. When memory is refused all tables
 * become one spilled run, sorted by target and hash; what comes out is then merged from the runs
 * alone, so that a consumer downstream has the memory.
 *
 * <p>The records of a target come out in the order of their hash and then of their content. This
 * holds with and without spills, so a task that runs again with less memory gives its records in
 * the same order. Map outputs that did not spill need no order, since their readers bring it about:
 * those are taken as they lie in the tables.
 *
 * <p>Bytes are counted as records arrive. Values that a combiner keeps count one by one. What other
 * combiners hold is estimated by measuring one before and after an update, at intervals that grow
 * with its size, and letting the difference stand for the updates in between. Not thread-safe.
 */
final class CombineBuffer implements AutoCloseable {
  /** Above this the tables' own arrays would cost more than splitting at the end. */
  static final int MAX_TABLES = 200;

  private static final int MIN_UPDATES_BETWEEN_MEASURES = 16;
  private static final int MEASURED_BYTES_PER_UPDATE = 64;

  private final int targetCount;
  private final Partitioner partitioner;
  private final KeyAccess keys;
  private final Merging merging;
  private final ShuffleContext context;
  private final String operation;

  /** Whether the caller may change a value after handing it over. */
  private final boolean borrowsValues;

  private final CodecCache valueCodecs;
  private final CombineTable[] tables;
  private final MemoryShare share;
  private final SizeSample keySizes;
  private final SizeSample valueSizes;
  private final Spills spills;
  private final ContentHash contentHash;
  private TargetOrder split;
  private long updatesUntilMeasure;
  private long updatesSinceMeasure;

  /**
   * @param partitioner asked again when one table is split; not used below that number of targets
   */
  CombineBuffer(
      int targetCount,
      Partitioner partitioner,
      KeyAccess keys,
      Merging merging,
      ShuffleContext context,
      String operation,
      boolean borrowsValues) {
    this.targetCount = targetCount;
    this.partitioner = partitioner;
    this.keys = keys;
    this.merging = merging;
    this.context = context;
    this.operation = operation;
    this.borrowsValues = borrowsValues;
    this.valueCodecs = new CodecCache(context.codecs());
    this.tables = new CombineTable[targetCount > MAX_TABLES ? 1 : targetCount];
    this.share = new MemoryShare(context, operation);
    this.keySizes = new SizeSample(context.codecs());
    this.valueSizes = new SizeSample(context.codecs());
    this.spills = new Spills(context, targetCount);
    this.contentHash = new ContentHash(context.codecs());
  }

  void add(int target, int hash, Object key, Object value) {
    CombineTable table = table(target);
    int entry = table.find(key, hash);
    if (entry >= 0) update(table, entry, value);
    else insert(table, hash, key, value);
  }

  private CombineTable table(int target) {
    int index = tables.length == targetCount ? target : 0;
    CombineTable table = tables[index];
    if (table == null) {
      table = tables[index] = new CombineTable(keys);
      share.use(table.arrayBytes());
    }
    return table;
  }

  private void insert(CombineTable table, int hash, Object key, Object value) {
    if (table.isFull()) {
      if (!share.use(table.growthBytes())) {
        spill();
        // The table is empty now and new, and so is its place.
        add(partitionOf(key, hash), hash, key, value);
        return;
      }
      table.grow();
    }
    Object combiner = create(value);
    table.add(keys.owned(key), hash, combiner);
    long bytes =
        keySizes.of(key)
            + (merging.keepsValues() ? valueSizes.of(value) + 64 : valueSizes.of(combiner));
    if (!share.useForRecord(bytes)) spill();
  }

  /**
   * A value that serves as its own combiner must not be changed by whoever else has it, nor for
   * them.
   */
  private Object create(Object value) {
    if (merging.keepsValues()) return merging.create(kept(value));
    Object combiner = merging.create(value);
    return combiner == value ? kept(combiner) : combiner;
  }

  private Object kept(Object value) {
    return borrowsValues ? valueCodecs.owned(value) : value;
  }

  private int partitionOf(Object key, int hash) {
    return targetCount == 1 ? 0 : partitioner.partition(key, hash);
  }

  private void update(CombineTable table, int entry, Object value) {
    Object combiner = table.value(entry);
    if (merging.keepsValues()) {
      table.setValue(entry, merging.add(combiner, kept(value)));
      if (!share.useForRecord(valueSizes.of(value) + 8)) spill();
      return;
    }
    updatesSinceMeasure++;
    if (--updatesUntilMeasure <= 0) updateAndMeasure(table, entry, combiner, value);
    else table.setValue(entry, merging.add(combiner, value));
  }

  private void updateAndMeasure(CombineTable table, int entry, Object combiner, Object value) {
    long before = valueSizes.measure(combiner);
    Object updated = merging.add(combiner, value);
    table.setValue(entry, updated);
    long after = valueSizes.measure(updated);
    long grown = (after - before) * updatesSinceMeasure;
    updatesSinceMeasure = 0;
    updatesUntilMeasure = Math.max(MIN_UPDATES_BETWEEN_MEASURES, after / MEASURED_BYTES_PER_UPDATE);
    if (!share.use(Math.max(grown, -share.usedBytes() / 2))) spill();
  }

  private void spill() {
    spills.add(
        writer -> {
          for (int target = 0; target < targetCount; target++) {
            writer.rows(tableRows(target));
            writer.endTarget();
          }
        });
    clearTables();
    spills.compact((runs, target, writer) -> writer.rows(merged(runs, target)));
  }

  private void clearTables() {
    Arrays.fill(tables, null);
    split = null;
    share.close();
  }

  private Rows merged(List<Run> runs, int target) {
    CombinedRows.GroupMemory memory = new CombinedRows.GroupMemory(context, operation);
    return new CombinedRows(
        MergedRows.byHash(spills.cursors(runs, target), keys), keys, merging, contentHash, memory);
  }

  /** Must be called when all records are in and before the first {@link #rows}. */
  void end() {
    if (!spills.isEmpty()) spill();
  }

  boolean hasSpilled() {
    return !spills.isEmpty();
  }

  /** The records of one target; each may be read once. */
  Rows rows(int target) {
    return spills.isEmpty() ? tableRows(target) : merged(spills.runs(), target);
  }

  /**
   * The table that holds a target and nothing else, if there is one and nothing was spilled; it may
   * be empty.
   */
  CombineTable ownTable(int target) {
    return spills.isEmpty() && tables.length == targetCount ? table(target) : null;
  }

  private Rows tableRows(int target) {
    if (tables.length == targetCount) {
      CombineTable table = tables[target];
      if (table == null) return new TableRows(null, new long[0], 0, 0);
      long[] order = table.ordered(contentHash);
      return new TableRows(table, order, 0, order.length);
    }
    CombineTable table = table(0);
    if (split == null) split = TargetOrder.of(table, partitioner, contentHash);
    return new TableRows(table, split.order(), split.starts()[target], split.starts()[target + 1]);
  }

  @Override
  public void close() {
    clearTables();
    spills.close();
  }

  /** Entries of a table in a given order. */
  private static final class TableRows extends Rows {
    private final CombineTable table;
    private final long[] order;
    private final int end;
    private int next;

    TableRows(CombineTable table, long[] order, int start, int end) {
      this.table = table;
      this.order = order;
      this.next = start;
      this.end = end;
    }

    @Override
    boolean advance() {
      if (next >= end) return false;
      long slot = order[next++];
      int entry = CombineTable.entryOf(slot);
      hash = CombineTable.hashOf(slot);
      key = table.key(entry);
      value = table.value(entry);
      return true;
    }

    @Override
    public void close() {
      next = end;
    }
  }
}
