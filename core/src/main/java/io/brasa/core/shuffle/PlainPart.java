package io.brasa.core.shuffle;

import io.brasa.core.block.PlainForm;

/**
 * The part of a {@link CombineBuffer} whose keys and combiners are words: at most one {@link
 * PlainTable}, whose forms follow the first key and combiner that have some. It is over for good
 * when a combiner does not fit, and never begins where a class of keys has no form. Outcomes are
 * those of the table; {@link PlainTable#FULL} here means that memory was refused. Not thread-safe.
 */
final class PlainPart {
  private final CombineFunctions functions;
  private final long salt;
  private final MemoryShare share;

  /** Null before it begins and when it is over. */
  private PlainTable table;

  private boolean isOver;
  private int rowsUntilOwnCode = OwnCode.WORTHWHILE_ROWS;

  /** The combiner that a {@link PlainTable#MISFIT} left behind. */
  Object misfit;

  /** The row that {@link #combineAll} did not take, or the end. */
  int stoppedAt;

  /**
   * @param functions null when values are not combined by functions of the user
   */
  PlainPart(CombineFunctions functions, long salt, MemoryShare share) {
    this.functions = functions;
    this.salt = salt;
    this.share = share;
    this.isOver = functions == null;
  }

  int combine(Object key, Object value) {
    if (table == null) return isOver ? PlainTable.FOREIGN : begin(key, value);
    if (--rowsUntilOwnCode == 0) table = OwnCode.specialised(table, functions);
    int outcome = table.combine(key, value);
    if (outcome == PlainTable.FULL && grow()) outcome = table.combine(key, value);
    if (outcome == PlainTable.MISFIT) takeMisfit();
    return outcome;
  }

  private int begin(Object key, Object value) {
    PlainForm keys = PlainTable.formOfKey(key);
    if (keys == null) {
      isOver = key != null;
      return PlainTable.FOREIGN;
    }
    if (PlainTable.isForeign(key)) return PlainTable.FOREIGN;
    if (!share.use(PlainTable.minBytes(keys))) return PlainTable.FULL;
    Object combiner = create(value);
    PlainForm numbers = PlainTable.formOf(combiner);
    if (numbers == null) {
      share.use(-PlainTable.minBytes(keys));
      isOver = true;
      misfit = combiner;
      return PlainTable.MISFIT;
    }
    table = OwnCode.table(keys, numbers, salt, functions);
    table.put(key, combiner);
    return PlainTable.DONE;
  }

  private Object create(Object value) {
    if (functions.create() == null) return value;
    try {
      return functions.create().call(value);
    } catch (Exception e) {
      throw Thrown.unchecked(e);
    }
  }

  private boolean grow() {
    int slots = table.slotsFor(table.size + 1);
    return share.use(table.bytesOf(slots)) && grown(slots);
  }

  private boolean grown(int slots) {
    long before = table.bytes();
    table.grow(slots);
    share.use(-before);
    return true;
  }

  /** Makes room at once for keys that come, if there is memory for them. */
  void expect(int keyCount) {
    if (keyCount <= table.limit) return;
    int slots = table.slotsFor(keyCount);
    if (share.useIfGranted(table.bytesOf(slots))) grown(slots);
  }

  /** Whether rows of these forms can be {@linkplain #combineAll taken} as words. */
  boolean takes(PlainForm keys, PlainForm numbers) {
    if (isOver) return false;
    if (table == null) {
      if (!share.use(PlainTable.minBytes(keys))) return false;
      table = OwnCode.table(keys, numbers, salt, functions);
    }
    return table.keys == keys && table.numbers == numbers;
  }

  /** The table if rows wait in its batch, else null. */
  PlainTable waiting() {
    return table != null && table.batchEnd > 0 ? table : null;
  }

  /**
   * Combines rows of a block that it takes. Returns the outcome of the row that it stopped at,
   * which is {@link #stoppedAt}.
   */
  int combineAll(long[] rows, int from, int to) {
    stoppedAt = from;
    rowsUntilOwnCode -= (to - from) / table.stride;
    if (rowsUntilOwnCode < 0) {
      rowsUntilOwnCode = Integer.MAX_VALUE;
      table = OwnCode.specialised(table, functions);
    }
    int outcome;
    do {
      outcome = table.combineAll(rows, stoppedAt, to);
      stoppedAt = table.stoppedAt;
    } while (outcome == PlainTable.FULL && grow());
    if (outcome == PlainTable.MISFIT) takeMisfit();
    return outcome;
  }

  private void takeMisfit() {
    misfit = table.misfit;
    table.misfit = null;
  }

  boolean isEmpty() {
    return table == null || table.size == 0;
  }

  /** Null when it is empty. */
  PlainTable table() {
    return isEmpty() ? null : table;
  }

  /** Forgets all entries; what they held was given back already. */
  void clear() {
    if (table == null) return;
    table.clear();
    share.use(table.bytes());
  }

  /** Forgets everything and takes no more. */
  void end() {
    table = null;
    isOver = true;
  }
}
