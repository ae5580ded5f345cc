package io.brasa.core.shuffle;

import io.brasa.core.function.Pair;
import io.brasa.runtime.error.Check;
import java.util.Iterator;

/**
 * Records that come in the order of the hash of their keys, with those of one key side by side, as
 * all results of aggregations and joins do: taken as they come, with nothing held but the next one.
 */
final class IteratedValues extends KeyedValues {
  private static final int CANCELLATION_PERIOD = 1024;

  private final Iterator<? extends Pair<?, ?>> records;
  private final KeyAccess keys;
  private final ShuffleContext context;

  /** The next record when it is known and of another key. */
  private Pair<?, ?> ahead;

  private int aheadHash;
  private long recordCount;
  private boolean isFirst;
  private boolean isDone = true;

  IteratedValues(Iterator<? extends Pair<?, ?>> records, KeyAccess keys, ShuffleContext context) {
    this.records = records;
    this.keys = keys;
    this.context = context;
    this.hash = Integer.MIN_VALUE;
  }

  @Override
  boolean nextKey() {
    if (isFirst) isFirst = false;
    while (!isDone) nextValue();
    Pair<?, ?> record = ahead;
    if (record != null) {
      ahead = null;
      hash = aheadHash;
    } else {
      if (!records.hasNext()) return false;
      record = records.next();
      int next = keys.hash(record._1());
      requireOrder(next);
      hash = next;
    }
    if (++recordCount % CANCELLATION_PERIOD == 0) context.cancellation().run();
    key = record._1();
    value = record._2();
    isFirst = true;
    isDone = false;
    return true;
  }

  private void requireOrder(int next) {
    if (next < hash) Check.that(false, "records come in the order of the hash", key);
  }

  @Override
  boolean nextValue() {
    if (isFirst) {
      isFirst = false;
      return true;
    }
    if (isDone) return false;
    if (!records.hasNext()) {
      isDone = true;
      return false;
    }
    Pair<?, ?> record = records.next();
    Object next = record._1();
    int nextHash = next == key ? hash : keys.hash(next);
    if (nextHash == hash && keys.equal(key, next)) {
      value = record._2();
      return true;
    }
    requireOrder(nextHash);
    ahead = record;
    aheadHash = nextHash;
    isDone = true;
    return false;
  }

  @Override
  public void close() {
    isDone = true;
    isFirst = false;
    ahead = null;
    if (!(records instanceof AutoCloseable closeable)) return;
    try {
      closeable.close();
    } catch (Exception e) {
      throw Thrown.unchecked(e);
    }
  }
}
