package io.brasa.sql.keyfilter;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ByteBuilder;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortBuilder;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorHash;
import java.util.Arrays;

/**
 * The keys that a task has seen; those that are null left out.
 *
 * @param values whole numbers, dates, times and decimals of up to 18 digits as they lie in vectors;
 *     the hashes of others
 * @param areWords which of the two
 * @param min of the values
 * @param max likewise
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeySample(long[] values, boolean areWords, long min, long max) {
  /** A key as {@link Values} gives it. */
  public static Object value(DataType type, long word) {
    VectorBuilder builder = VectorBuilder.of(type, 1);
    switch (builder) {
      case LongBuilder b -> b.append(word);
      case IntBuilder b -> b.append((int) word);
      case ShortBuilder b -> b.append((short) word);
      case ByteBuilder b -> b.append((byte) word);
      default -> throw new IllegalArgumentException("no words of " + type);
    }
    return Values.get(builder.build(), 0);
  }

  /** Gathers the keys of batches. Belongs to one thread. */
  public static final class Builder {
    private final boolean areWords;
    private final int most;
    private long[] values = new long[256];
    private int size;
    private long last;
    private boolean isTooMany;

    /**
     * @param most above so many keys nothing is gathered any more
     */
    public Builder(DataType type, int most) {
      this.most = most;
      areWords =
          switch (type.storage()) {
            case BYTE, SHORT, INT, LONG -> true;
            case FLOAT, DOUBLE, WIDE, BYTES, ARRAY, MAP, STRUCT -> false;
          };
    }

    /** Whether there are more keys than were wanted. */
    public boolean isTooMany() {
      return isTooMany;
    }

    /**
     * Takes keys in.
     *
     * @param rows null for the first {@code count}
     */
    public void add(Vector keys, int[] rows, int count) {
      if (isTooMany) return;
      if (keys instanceof ConstantVector constant) {
        if (count > 0) add(constant.value(), null, 1);
        return;
      }
      if (keys instanceof DictionaryVector dictionary
          && 2 * dictionary.dictionary().length() <= count) {
        addEntries(dictionary, rows, count);
        return;
      }
      long[] hashes = null;
      if (!areWords) {
        hashes = new long[count];
        VectorHash.hash(keys, rows, count, hashes, false);
      }
      boolean mayBeNull = keys.mayHaveNulls();
      for (int i = 0; i < count; i++) {
        int row = rows == null ? i : rows[i];
        if (mayBeNull && keys.isNullAt(row)) continue;
        put(areWords ? word(keys, row) : hashes[i]);
      }
    }

    private void addEntries(DictionaryVector vector, int[] rows, int count) {
      boolean[] isUsed = new boolean[vector.dictionary().length()];
      for (int i = 0; i < count; i++) {
        int row = rows == null ? i : rows[i];
        if (vector.nulls() == null || !vector.nulls()[row]) isUsed[vector.ids()[row]] = true;
      }
      int[] used = new int[isUsed.length];
      int usedCount = 0;
      for (int i = 0; i < used.length; i++) if (isUsed[i]) used[usedCount++] = i;
      add(vector.dictionary(), used, usedCount);
    }

    private static long word(Vector keys, int row) {
      return switch (keys) {
        case LongVector v -> v.values()[row];
        case IntVector v -> v.values()[row];
        case ShortVector v -> v.values()[row];
        case ByteVector v -> v.values()[row];
        case DictionaryVector v -> word(v.dictionary(), v.ids()[row]);
        case ConstantVector v -> word(v.value(), 0);
        case FlatVector v -> throw new IllegalArgumentException("no words of " + v.type());
      };
    }

    /** Keys often come in runs. */
    private void put(long value) {
      if (isTooMany || value == last && size > 0) return;
      if (size == most) {
        isTooMany = true;
        values = new long[0];
        size = 0;
        return;
      }
      if (size == values.length) values = Arrays.copyOf(values, 2 * size);
      last = value;
      values[size++] = value;
    }

    public KeySample build() {
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (int i = 0; i < size; i++) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
      }
      return new KeySample(Arrays.copyOf(values, size), areWords, min, max);
    }
  }
}
