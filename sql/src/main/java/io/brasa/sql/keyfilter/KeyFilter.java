package io.brasa.sql.keyfilter;

import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import java.util.List;

/**
 * Tells which values of a column may be among the keys of a join. A null never is. Immutable and
 * thread-safe.
 */
public sealed interface KeyFilter permits KeyBits, KeyBloom, NoKeys {
  /** Bits up to so many stay in the nearest cache whatever share of them is set. */
  long SMALL_BITS = 1L << 18;

  /** Beyond so many bits a key a Bloom filter is smaller. */
  long BITS_PER_KEY = 64;

  long MOST_BITS = 1L << 28;

  /** A filter of the keys that tasks have seen; all of one type. */
  static KeyFilter of(List<KeySample> samples) {
    long count = 0;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    boolean areWords = true;
    for (KeySample sample : samples) {
      if (sample.values().length == 0) continue;
      count += sample.values().length;
      areWords = sample.areWords();
      min = Math.min(min, sample.min());
      max = Math.max(max, sample.max());
    }
    if (count == 0) return new NoKeys();
    long width = max - min + 1;
    boolean isDense =
        areWords
            && width > 0
            && width <= MOST_BITS
            && width <= Math.max(SMALL_BITS, BITS_PER_KEY * count);
    return isDense
        ? KeyBits.of(samples, min, width)
        : KeyBloom.of(samples, areWords, count, min, max);
  }

  /** Whether there is no key at all. */
  default boolean isEmpty() {
    return false;
  }

  /** The bounds of the keys as words; empty if they have none, or if there is no key. */
  default long[] bounds() {
    return new long[0];
  }

  /**
   * The rows whose value may be a key, in rising order.
   *
   * @param among the rows that are looked at; null for all
   */
  default Selection select(Vector column, int length, Selection among) {
    int count = among == null ? length : among.count();
    int[] rows = among == null ? null : among.rows();
    int[] kept = new int[count];
    int size =
        switch (column) {
          case ConstantVector constant -> ofConstant(constant, rows, count, kept);
          case DictionaryVector dictionary -> ofDictionary(dictionary, rows, count, kept);
          case FlatVector flat -> keep(flat, rows, count, kept);
        };
    return new Selection(kept, size);
  }

  private int ofConstant(ConstantVector constant, int[] rows, int count, int[] kept) {
    if (keep(constant.value(), null, 1, new int[1]) == 0) return 0;
    for (int i = 0; i < count; i++) kept[i] = rows == null ? i : rows[i];
    return count;
  }

  private int ofDictionary(DictionaryVector vector, int[] rows, int count, int[] kept) {
    FlatVector entries = vector.dictionary();
    int[] ids = vector.ids();
    boolean[] nulls = vector.nulls();
    if (entries.length() > 2 * count) return ofEntries(vector, rows, count, kept);
    boolean[] isKey = new boolean[entries.length()];
    int[] keys = new int[isKey.length];
    int keyCount = keep(entries, null, isKey.length, keys);
    for (int i = 0; i < keyCount; i++) isKey[keys[i]] = true;
    int size = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      kept[size] = row;
      size += isKey[ids[row]] && (nulls == null || !nulls[row]) ? 1 : 0;
    }
    return size;
  }

  /** Looks only at the entries that rows point to. */
  private int ofEntries(DictionaryVector vector, int[] rows, int count, int[] kept) {
    boolean[] nulls = vector.nulls();
    int[] places = new int[count];
    int[] entries = new int[count];
    int asked = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      if (nulls != null && nulls[row]) continue;
      places[asked] = row;
      entries[asked++] = vector.ids()[row];
    }
    boolean[] isKey = isKey(vector.dictionary(), entries, asked);
    int size = 0;
    for (int i = 0; i < asked; i++) {
      kept[size] = places[i];
      size += isKey[i] ? 1 : 0;
    }
    return size;
  }

  /** By place whether the value of the row named there may be a key. */
  boolean[] isKey(FlatVector flat, int[] rows, int count);

  /**
   * Puts the rows whose value may be a key into an array.
   *
   * @param rows in rising order; null for the first {@code count}
   * @return how many they are
   */
  default int keep(FlatVector flat, int[] rows, int count, int[] kept) {
    boolean[] isKey = isKey(flat, rows, count);
    int size = 0;
    for (int i = 0; i < count; i++) {
      kept[size] = rows == null ? i : rows[i];
      size += isKey[i] ? 1 : 0;
    }
    return size;
  }

  /** How many keys there are; somewhat more if that is not known exactly. */
  long keyCount();

  /** Roughly the heap bytes held. */
  long sizeBytes();
}
