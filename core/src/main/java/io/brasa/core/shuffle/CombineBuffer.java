package io.brasa.core.shuffle;

import io.brasa.core.block.ColumnBlock;
import io.brasa.core.block.PlainForm;
import java.util.Arrays;
import java.util.List;

/**
 * Combines records by target partition and key. Keys and combiners that are plain lie in one {@link
 * PlainTable}, which is split by target at the end; all others in one {@link CombineTable} per
 * target up to a number of targets, above it in a single one that is split too. A key alone decides
 * on which side it is, so no key is on both. When memory is refused all tables become one spilled
 * run, sorted by target and hash; what comes out is then merged from the runs alone, so that a
 * consumer downstream has the memory.
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

  private static final long[] NOTHING = {};
  private static final int CANCELLATION_PERIOD = 1024;
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
  private final PlainPart plain;
  private TargetOrder split;
  private TargetOrder plainSplit;
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
    this.plain =
        new PlainPart(
            merging.functions().orElse(null),
            borrowsValues ? PlainTable.MAP_SALT : PlainTable.REDUCE_SALT,
            share);
  }

  /** Combines a record wherever it belongs. */
  void combine(Object key, Object value) {
    int outcome = plain.combine(key, value);
    if (outcome != PlainTable.DONE) settle(outcome, key, value);
  }

  private void settle(int outcome, Object key, Object value) {
    switch (outcome) {
      case PlainTable.DRAIN -> drain();
      case PlainTable.DRAIN_FIRST -> {
        drain();
        combine(key, value);
      }
      case PlainTable.FULL -> {
        spill();
        combine(key, value);
      }
      case PlainTable.MISFIT -> {
        Object misfit = plain.misfit;
        plain.misfit = null;
        leavePlain(keys.hash(key), key, misfit == value ? kept(misfit) : misfit);
      }
      default -> {
        int hash = keys.hash(key);
        add(partitionOf(key, hash), hash, key, value);
      }
    }
  }

  /** Combines the plain records that wait. */
  private void drain() {
    PlainTable table = plain.waiting();
    if (table == null) return;
    int end = table.batchEnd;
    table.drained();
    combineRows(table.keys, table.numbers, table.batch, 0, end);
  }

  /**
   * Moves all that is plain into the general tables, for good, and sets the combiner of a key. That
   * goes along with the others: what the key had may not be spilled in between.
   */
  private void leavePlain(int hashOfKey, Object key, Object combiner) {
    PlainTable from = plain.table();
    plain.end();
    int runsBefore = spills.runs().size();
    boolean isSet = false;
    for (int at = from == null ? -1 : from.entryFrom(0);
        at >= 0;
        at = from.entryFrom(at + from.stride)) {
      int hash = from.hash(at);
      boolean isKey = hash == hashOfKey && from.key(at).equals(key);
      isSet |= isKey;
      place(hash, from.key(at), isKey ? combiner : from.value(at));
    }
    if (!isSet) place(hashOfKey, key, combiner);
    // A spill has given back everything already.
    if (from != null && spills.runs().size() == runsBefore) share.use(-from.bytes());
  }

  /** Inserts a combiner whose key is nowhere. */
  private void place(int hash, Object key, Object combiner) {
    insert(table(partitionOf(key, hash)), hash, key, combiner, valueSizes.of(combiner));
  }

  /** Combines all rows of a block. */
  void combineAll(ColumnBlock block, Runnable cancellation) {
    drain();
    long[] rows = block.words();
    int rowWords = block.keys().words() + 1;
    int piece = CANCELLATION_PERIOD * rowWords;
    // A block has each key once.
    if (plain.takes(block.keys(), block.numbers())) plain.expect(rows.length / rowWords);
    for (int from = 0; from < rows.length; from += piece) {
      combineRows(block.keys(), block.numbers(), rows, from, Math.min(rows.length, from + piece));
      cancellation.run();
    }
  }

  private void combineRows(PlainForm keyForm, PlainForm numberForm, long[] rows, int from, int to) {
    int keyWords = keyForm.words();
    int at = from;
    while (at < to) {
      int outcome = PlainTable.FOREIGN;
      if (plain.takes(keyForm, numberForm)) {
        outcome = plain.combineAll(rows, at, to);
        at = plain.stoppedAt;
        if (outcome == PlainTable.DONE) return;
      }
      Object key = keyForm.read(rows, at);
      Object value = numberForm.read(rows, at + keyWords);
      if (outcome == PlainTable.FOREIGN) combine(key, value);
      else settle(outcome, key, value);
      at += keyWords + 1;
    }
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
    Object combiner = create(value);
    long bytes = merging.keepsValues() ? valueSizes.of(value) + 64 : valueSizes.of(combiner);
    insert(table, hash, key, combiner, bytes);
  }

  private void insert(CombineTable into, int hash, Object key, Object combiner, long bytes) {
    CombineTable table = into;
    if (table.isFull()) {
      if (share.use(table.arrayBytes())) {
        table.grow();
      } else {
        spill();
        // The table is empty now and new, and so is its place.
        table = table(partitionOf(key, hash));
      }
    }
    table.add(keys.owned(key), hash, combiner);
    if (!share.useForRecord(keySizes.of(key) + bytes)) spill();
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
    int target = partitioner.partition(key, hash);
    if (target < 0 || target >= targetCount)
      throw ShuffleWriter.outOfRange(operation, target, targetCount);
    return target;
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
            writer.rows(heldRows(target));
            writer.endTarget();
          }
        });
    clearTables();
    spills.compact((runs, target, writer) -> writer.rows(merged(runs, target)));
  }

  private void clearTables() {
    Arrays.fill(tables, null);
    split = null;
    plainSplit = null;
    share.close();
    plain.clear();
  }

  private Rows merged(List<Run> runs, int target) {
    CombinedRows.GroupMemory memory = new CombinedRows.GroupMemory(context, operation);
    return new CombinedRows(
        MergedRows.byHash(spills.cursors(runs, target), keys), keys, merging, contentHash, memory);
  }

  /** Must be called when all records are in and before the first {@link #rows}. */
  void end() {
    drain();
    if (!spills.isEmpty()) spill();
  }

  boolean hasSpilled() {
    return !spills.isEmpty();
  }

  /** The records of one target; each may be read once. */
  Rows rows(int target) {
    return spills.isEmpty() ? heldRows(target) : merged(spills.runs(), target);
  }

  private Rows heldRows(int target) {
    if (plain.isEmpty()) return tableRows(target);
    if (plainSplit == null) plainSplit = sorted(plain.table());
    int start = plainSplit.starts()[target];
    int end = plainSplit.starts()[target + 1];
    Rows words = new OrderedRows(plain.table(), plainSplit.order(), start, end);
    return new InterleavedRows(words, tableRows(target), contentHash);
  }

  private TargetOrder sorted(PlainTable table) {
    long[] order = PlainOrder.sorted(table);
    if (targetCount == 1) return new TargetOrder(order, new int[] {0, order.length});
    int[] targets = new int[order.length];
    for (int i = 0; i < order.length; i++) targets[i] = targetOf(table, (int) order[i]);
    return TargetOrder.of(order, targets, targetCount);
  }

  private int targetOf(PlainTable table, int entry) {
    Object key = partitioner instanceof HashPartitioner ? null : table.key(entry);
    return partitionOf(key, table.hash(entry));
  }

  /** The plain table when something is in it and nothing was spilled, else null. */
  PlainTable plainTable() {
    return spills.isEmpty() ? plain.table() : null;
  }

  /** The rows of the {@link #plainTable}, as it gives them by target, in no other order. */
  long[][] plainRows() {
    PlainTable table = plain.table();
    return table.byTarget(targetCount, entry -> targetCount == 1 ? 0 : targetOf(table, entry));
  }

  /**
   * The table that holds what is not plain of a target and nothing else, if there is one and
   * nothing was spilled; it may be empty.
   */
  CombineTable ownTable(int target) {
    return spills.isEmpty() && tables.length == targetCount ? table(target) : null;
  }

  /** What is not plain of a target. */
  Rows tableRows(int target) {
    if (tables.length == targetCount) {
      CombineTable table = tables[target];
      if (table == null) return new OrderedRows(null, NOTHING, 0, 0);
      long[] order = table.ordered(contentHash);
      return new OrderedRows(table, order, 0, order.length);
    }
    CombineTable table = table(0);
    if (split == null) split = TargetOrder.of(table, partitioner, contentHash);
    return new OrderedRows(
        table, split.order(), split.starts()[target], split.starts()[target + 1]);
  }

  @Override
  public void close() {
    plain.end();
    clearTables();
    spills.close();
  }
}
