package io.brasa.columnar.packed;

import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Vector;

/**
 * How many rows are null, and between which numbers the others lie, see {@link RangeKeys}.
 *
 * @param isKnown whether there is a range
 */
record ColumnRange(int nullCount, boolean isKnown, long low, long high) {
  static ColumnRange of(Vector vector, int length) {
    return switch (vector) {
      case ConstantVector constant ->
          of(constant.value(), constant.value(), new int[1], 1).times(length);
      case DictionaryVector dictionary ->
          of(dictionary, dictionary.dictionary(), dictionary.ids(), length);
      case FlatVector flat -> ofFlat(flat, length);
    };
  }

  private ColumnRange times(int length) {
    return new ColumnRange(nullCount * length, isKnown && length > 0, low, high);
  }

  private static ColumnRange of(Vector rows, FlatVector values, int[] ids, int length) {
    boolean hasRange = RangeKeys.has(values.type());
    Running running = new Running();
    boolean[] seen = new boolean[values.length()];
    for (int i = 0; i < length; i++) {
      if (rows.isNullAt(i)) {
        running.nulls++;
      } else if (hasRange && !seen[ids[i]]) {
        seen[ids[i]] = true;
        running.add(RangeKeys.of(values, ids[i]));
      }
    }
    return running.range();
  }

  private static ColumnRange ofFlat(FlatVector flat, int length) {
    boolean hasRange = RangeKeys.has(flat.type());
    Running running = new Running();
    if (flat.nulls() == null && flat instanceof LongVector longs) {
      for (int i = 0; i < length; i++) running.add(longs.values()[i]);
    } else if (flat.nulls() == null && flat instanceof IntVector ints) {
      for (int i = 0; i < length; i++) running.add(ints.values()[i]);
    } else {
      for (int i = 0; i < length; i++) {
        if (flat.isNullAt(i)) running.nulls++;
        else if (hasRange) running.add(RangeKeys.of(flat, i));
      }
    }
    return running.range();
  }

  private static final class Running {
    private int nulls;
    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;

    void add(long key) {
      low = Math.min(low, key);
      high = Math.max(high, key);
    }

    ColumnRange range() {
      boolean isKnown = low <= high;
      return new ColumnRange(nulls, isKnown, isKnown ? low : 0, isKnown ? high : 0);
    }
  }
}
