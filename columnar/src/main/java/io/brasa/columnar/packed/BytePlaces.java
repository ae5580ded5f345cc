package io.brasa.columnar.packed;

import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.VectorHash;
import java.util.Arrays;

/**
 * Strings as places in a dictionary of those that occur, in the order in which they come.
 *
 * @param ids of rows; that of a null is any
 * @param nulls true where a row is null; null if no row is
 */
@SuppressWarnings("ArrayRecordComponent")
record BytePlaces(BytesVector dictionary, long[] ids, boolean[] nulls) {
  /** After so many rows it is seen whether a dictionary can be worth it. */
  private static final int TRIAL = 256;

  private static final double MOST_SHARE = 0.6;

  /** Of rows of a dictionary; null if they are better written one by one. */
  static BytePlaces of(DictionaryVector vector, int from, int to) {
    if (!(vector.dictionary() instanceof BytesVector source)) return null;
    int length = to - from;
    if (source.length() > length * 4) return null;
    int[] placeOf = new int[source.length()];
    Arrays.fill(placeOf, -1);
    int[] firsts = new int[Math.min(length, source.length())];
    long[] ids = new long[length];
    boolean[] nulls = vector.mayHaveNulls() ? new boolean[length] : null;
    int count = 0;
    long last = 0;
    for (int i = 0; i < length; i++) {
      if (vector.isNullAt(from + i)) {
        nulls[i] = true;
      } else {
        int id = vector.ids()[from + i];
        if (placeOf[id] < 0) {
          placeOf[id] = count;
          firsts[count++] = id;
        }
        last = placeOf[id];
      }
      ids[i] = last;
    }
    return count > length * MOST_SHARE && length > TRIAL
        ? null
        : new BytePlaces(picked(source, firsts, count), ids, nulls);
  }

  /** Of rows that lie one behind the other; null if they are better left so. */
  static BytePlaces of(BytesVector source, int length) {
    int[] firsts = new int[length];
    long[] ids = new long[length];
    int[] slots = new int[Integer.highestOneBit(length) * 4];
    Arrays.fill(slots, -1);
    int count = 0;
    long last = 0;
    int seen = 0;
    for (int i = 0; i < length; i++) {
      if (!source.isNullAt(i)) {
        last = place(source, i, firsts, count, slots);
        if (last == count) firsts[count++] = i;
        if (++seen % TRIAL == 0 && count > seen * MOST_SHARE) return null;
      }
      ids[i] = last;
    }
    if (count > seen * MOST_SHARE && count > 1) return null;
    return new BytePlaces(picked(source, firsts, count), ids, source.nulls());
  }

  /** The place of an equal one before, or the next one. */
  private static int place(BytesVector source, int row, int[] firsts, int count, int[] slots) {
    int from = source.offsets()[row];
    int to = source.offsets()[row + 1];
    int mask = slots.length - 1;
    int slot = (int) (VectorHash.of(source.bytes(), from, to - from) >>> 20) & mask;
    while (slots[slot] >= 0) {
      int first = firsts[slots[slot]];
      if (Arrays.equals(
          source.bytes(),
          from,
          to,
          source.bytes(),
          source.offsets()[first],
          source.offsets()[first + 1])) return slots[slot];
      slot = slot + 1 & mask;
    }
    slots[slot] = count;
    return count;
  }

  private static BytesVector picked(BytesVector source, int[] rows, int count) {
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++)
      offsets[i + 1] = offsets[i] + source.offsets()[rows[i] + 1] - source.offsets()[rows[i]];
    byte[] bytes = new byte[offsets[count]];
    for (int i = 0; i < count; i++)
      System.arraycopy(
          source.bytes(),
          source.offsets()[rows[i]],
          bytes,
          offsets[i],
          offsets[i + 1] - offsets[i]);
    return new BytesVector(source.type(), count, bytes, offsets, null);
  }
}
