package io.brasa.core.shuffle;

import io.brasa.core.block.PlainForm;
import io.brasa.core.block.ShortText;
import io.brasa.runtime.error.Check;
import java.util.function.IntUnaryOperator;

/**
 * A hash table whose keys and combiners are words in one array, key and combiner side by side: a
 * hit touches one or two lines of cache and no object, growing calls nobody, and a young collection
 * has nothing to scan. Keys are of one {@link PlainForm} ({@code INTEGER}, {@code LONG} or {@code
 * SHORT_TEXT}) and so are combiners ({@code INTEGER}, {@code LONG} or {@code DOUBLE}). A key of
 * another form is foreign and belongs into a {@link CombineTable} beside this one; a combiner of
 * another form is a misfit, and this table must then be given up.
 *
 * <p>Open addressing with linear probing, at most five eighths full. A slot is free when its last
 * key word is zero; no short text has that, and the number zero has a place of its own behind the
 * slots. The slot comes from the upper bits of a mix of the key words, so keys whose {@code
 * hashCode} collides do not collide here. The mix is <em>salted</em>: tables of the map and the
 * reduce side differ, for a table that receives keys in the order of its own slots would cluster
 * until it has grown.
 *
 * <p>Rows that wait: a table larger than the caches costs a wait for memory a record, and a
 * processor sees few records ahead. So records of a table that has {@link #BATCHED_WORDS} are put
 * into a batch first, as words, and when it is full all slots that they begin with are {@linkplain
 * #fetchRows fetched} in a loop that does nothing else, whose waits overlap; then they are combined
 * in the order in which they came. While rows wait, everything that is not foreign goes through the
 * batch or after it, so the order of the values of a key stays. A table that is cleared keeps rows
 * that wait.
 *
 * <p>This class holds what is seldom done; {@link PlainCombiner}, which is defined anew for each
 * function of the user, what is done per record. Entries are named by the index of their first
 * word. Not thread-safe.
 */
abstract class PlainTable implements Entries {
  /** What became of a record. */
  static final int DONE = 0;

  /** Its key is of another form; nothing was done. */
  static final int FOREIGN = 1;

  /** There is no room for its key; nothing was done. */
  static final int FULL = 2;

  /** The function gave {@link #misfit}, which must replace what the key had, elsewhere. */
  static final int MISFIT = 3;

  /** It was put into the batch, which is full. */
  static final int DRAIN = 4;

  /** Nothing was done, since it cannot wait and others do. */
  static final int DRAIN_FIRST = 5;

  /** How many rows are fetched at once: enough to overlap, few enough to be there when needed. */
  static final int BATCH_ROWS = 128;

  /** Words of a table that has grown out of the fast caches. */
  static final int BATCHED_WORDS = 1 << 16;

  static final long MAP_SALT = 0xD6E8FEB86659FD93L;
  static final long REDUCE_SALT = 0xA0761D6478BD642FL;

  private static final int MIN_SLOTS = 64;
  private static final int MAX_WORDS = 1 << 30;

  final PlainForm keys;
  final PlainForm numbers;
  final long salt;

  /** Words of an entry. */
  final int stride;

  long[] words;

  /** Distance of the upper bits that number a slot. */
  int shift;

  int size;

  /** How many entries are too many for another. */
  int limit;

  /** Whether the place behind the slots is taken. */
  boolean hasZero;

  Object misfit;

  /** Rows that wait, their words side by side; null before the table is large. */
  long[] batch;

  /** The end of what is in the batch. */
  int batchEnd;

  /** Whether records that can wait do: when the table is large, and while others wait. */
  boolean isBatching;

  /** Nobody reads it: it makes the loads of fetching count. */
  long fetched;

  /** Where {@link #combineAll} stopped: all before were done. */
  int stoppedAt;

  PlainTable(PlainForm keys, PlainForm numbers, long salt) {
    this.keys = keys;
    this.numbers = numbers;
    this.salt = salt;
    this.stride = keys.words() + 1;
    clear();
  }

  /** Combines a record or lets it wait; {@link #DONE}, {@link #DRAIN} or what prevented it. */
  abstract int combine(Object key, Object value);

  /**
   * Combines rows of a {@link io.brasa.core.block.ColumnBlock} of the same forms until one is not
   * {@link #DONE}.
   */
  abstract int combineAll(long[] rows, int from, int to);

  /** The same table by the code of another class; this one must not be used any more. */
  final PlainTable movedTo(PlainTable empty) {
    empty.words = words;
    empty.shift = shift;
    empty.size = size;
    empty.limit = limit;
    empty.hasZero = hasZero;
    empty.batch = batch;
    empty.batchEnd = batchEnd;
    empty.isBatching = isBatching;
    return empty;
  }

  /** Loads the slots with which the search for each row's key begins, if that is worthwhile. */
  final void fetchRows(long[] rows, int from, int to) {
    if (words.length < BATCHED_WORDS) return;
    long[] slots = words;
    long seen = 0;
    if (stride == 3) {
      for (int at = from; at < to; at += 3) seen += slots[textSlot(rows[at], rows[at + 1]) + 1];
    } else {
      for (int at = from; at < to; at += 2) seen += slots[numberSlot(rows[at])];
    }
    fetched = seen;
  }

  /** The rows that wait have been taken from the batch. */
  final void drained() {
    batchEnd = 0;
    decideBatching();
  }

  private void decideBatching() {
    isBatching = words.length >= BATCHED_WORDS || batchEnd > 0;
    if (isBatching && batch == null) batch = new long[BATCH_ROWS * stride];
  }

  /** Puts an absent key that is not foreign. There must be room. */
  final void put(Object key, Object combiner) {
    int at;
    if (key instanceof String text) {
      long low = ShortText.low(text);
      long high = ShortText.high(text, low);
      at = freeText(low, high);
      words[at] = low;
      words[at + 1] = high;
    } else {
      long number = word(key);
      at = freeNumber(number);
      words[at] = number;
    }
    words[at + stride - 1] = word(combiner);
    size++;
  }

  private int freeText(long low, long high) {
    int at = textSlot(low, high);
    while (words[at + 1] != 0) at = after(at);
    return at;
  }

  private int freeNumber(long key) {
    if (key == 0) {
      hasZero = true;
      return zeroAt();
    }
    int at = numberSlot(key);
    while (words[at] != 0) at = after(at);
    return at;
  }

  private int after(int at) {
    return at + stride == zeroAt() ? 0 : at + stride;
  }

  /** The place of the number zero, which is also the end of the slots. */
  final int zeroAt() {
    return words.length - stride;
  }

  final int textSlot(long low, long high) {
    long mixed = low * 0x9E3779B97F4A7C15L;
    mixed = ((mixed ^ mixed >>> 32) + high) * 0xBF58476D1CE4E5B9L;
    return 3 * (int) (((mixed ^ mixed >>> 32) * salt) >>> shift);
  }

  final int numberSlot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return 2 * (int) (((mixed ^ mixed >>> 32) * salt) >>> shift);
  }

  static long word(Object value) {
    if (value instanceof Integer number) return number;
    if (value instanceof Long number) return number;
    return Double.doubleToRawLongBits((Double) value);
  }

  /** The form of a combiner, or null. */
  static PlainForm formOf(Object combiner) {
    if (combiner instanceof Integer) return PlainForm.INTEGER;
    if (combiner instanceof Long) return PlainForm.LONG;
    return combiner instanceof Double ? PlainForm.DOUBLE : null;
  }

  /** The form of keys of the class of a key, or null; some of them may yet be foreign. */
  static PlainForm formOfKey(Object key) {
    if (key instanceof String) return PlainForm.SHORT_TEXT;
    if (key instanceof Integer) return PlainForm.INTEGER;
    return key instanceof Long ? PlainForm.LONG : null;
  }

  /** Whether no table takes a key whose class has a form. */
  static boolean isForeign(Object key) {
    return key instanceof String text && ShortText.high(text, ShortText.low(text)) == 0;
  }

  /** Heap bytes of a table that is new or was cleared. */
  static long minBytes(PlainForm keys) {
    return 8L * (MIN_SLOTS + 1) * (keys.words() + 1);
  }

  final long bytes() {
    return 8L * words.length;
  }

  /** How many slots it will have after growing for a number of keys: at least twice as many. */
  final int slotsFor(int keyCount) {
    long slots = 2L * (zeroAt() / stride);
    while (slots / 8 * 5 < keyCount) slots *= 2;
    Check.that(slots * stride < MAX_WORDS, "a table has less than 2^30 words");
    return (int) slots;
  }

  /** Heap bytes with a number of slots. While it grows both arrays are held. */
  final long bytesOf(int slots) {
    return 8L * (slots + 1) * stride;
  }

  final void clear() {
    allocate(MIN_SLOTS);
    size = 0;
    hasZero = false;
  }

  private void allocate(int slots) {
    words = new long[(slots + 1) * stride];
    shift = Long.numberOfLeadingZeros(slots) + 1;
    limit = slots / 8 * 5;
    decideBatching();
  }

  final void grow(int slots) {
    long[] old = words;
    int end = zeroAt();
    allocate(slots);
    boolean isText = keys == PlainForm.SHORT_TEXT;
    for (int at = 0; at < end; at += stride) {
      if (old[at + stride - 2] == 0) continue;
      int to = isText ? freeText(old[at], old[at + 1]) : freeNumber(old[at]);
      System.arraycopy(old, at, words, to, stride);
    }
    System.arraycopy(old, end, words, zeroAt(), stride);
  }

  /** The first entry at or behind an index, in the order of the slots; -1 when there is none. */
  final int entryFrom(int index) {
    int end = zeroAt();
    for (int at = index; at < end; at += stride) {
      if (words[at + stride - 2] != 0) return at;
    }
    return hasZero && index <= end ? end : -1;
  }

  /**
   * The words of all entries, one entry behind the other, by target; null where a target has none.
   * Two passes in the order of the slots, since anything else would wait for memory.
   *
   * @param targetOf says the target of an entry
   */
  final long[][] byTarget(int targetCount, IntUnaryOperator targetOf) {
    int[] targets = new int[size];
    int[] counts = new int[targetCount];
    int next = 0;
    for (int at = entryFrom(0); at >= 0; at = entryFrom(at + stride)) {
      int target = targetOf.applyAsInt(at);
      targets[next++] = target;
      counts[target]++;
    }
    long[][] rows = new long[targetCount][];
    for (int target = 0; target < targetCount; target++) {
      if (counts[target] > 0) rows[target] = new long[counts[target] * stride];
    }
    scatter(targets, rows);
    return rows;
  }

  private void scatter(int[] targets, long[][] rows) {
    int[] ends = new int[rows.length];
    int next = 0;
    for (int at = entryFrom(0); at >= 0; at = entryFrom(at + stride)) {
      int target = targets[next++];
      long[] to = rows[target];
      int end = ends[target];
      to[end] = words[at];
      to[end + 1] = words[at + 1];
      if (stride == 3) to[end + 2] = words[at + 2];
      ends[target] = end + stride;
    }
  }

  @Override
  public final Object keyAt(long slot) {
    return key((int) slot);
  }

  @Override
  public final Object valueAt(long slot) {
    return value((int) slot);
  }

  @Override
  public final void fetch(long[] order, int from, int to) {
    long[] slots = words;
    long seen = 0;
    for (int i = from; i < to; i++) seen += slots[(int) order[i]];
    fetched = seen;
  }

  final Object key(int entry) {
    return keys.read(words, entry);
  }

  final Object value(int entry) {
    return numbers.read(words, entry + stride - 1);
  }

  /** As {@link KeyAccess#hash} of the key. */
  final int hash(int entry) {
    return switch (keys) {
      case INTEGER -> (int) words[entry];
      case LONG -> Long.hashCode(words[entry]);
      case SHORT_TEXT -> ShortText.hash(words[entry], words[entry + 1]);
      case DOUBLE -> throw new IllegalStateException("keys of " + keys);
    };
  }

  final long keyContent(int entry) {
    return keyContent(words, entry);
  }

  /** As {@link ContentHash#of} of the key of a row. */
  final long keyContent(long[] rows, int at) {
    return switch (keys) {
      case INTEGER -> ContentHash.ofInteger(rows[at]);
      case LONG -> ContentHash.ofLong(rows[at]);
      case SHORT_TEXT -> ContentHash.ofShortText(rows[at], rows[at + 1]);
      case DOUBLE -> throw new IllegalStateException("keys of " + keys);
    };
  }

  /** As {@link ContentHash#of} of the combiner of a row. */
  final long valueContent(long[] rows, int at) {
    long word = rows[at + stride - 1];
    return switch (numbers) {
      case INTEGER -> ContentHash.ofInteger(word);
      case LONG -> ContentHash.ofLong(word);
      case DOUBLE -> ContentHash.ofDouble(Double.longBitsToDouble(word));
      case SHORT_TEXT -> throw new IllegalStateException("combiners of " + numbers);
    };
  }
}
