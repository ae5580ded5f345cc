package io.brasa.sql.operator.key;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;

/**
 * One column of keys that a table holds, by the number of their entry, beside the column of a batch
 * that is bound to it: places of the batch are compared with entries, and appended. Nulls are equal
 * to each other, as are zero and minus zero, and all NaNs. Belongs to one thread.
 */
public abstract sealed class KeyColumn permits WordKeys, WideKeys, BytesKeys, ReferredKeys {
  public static KeyColumn of(DataType type) {
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> new WordKeys(type);
      case WIDE -> new WideKeys(type);
      case BYTES -> new BytesKeys(type);
      case ARRAY, MAP, STRUCT -> new ReferredKeys(type);
    };
  }

  /**
   * Looks at some rows of a vector from now on.
   *
   * @param rows place {@code i} is row {@code rows[i]}; null if it is row {@code i}
   */
  public abstract void bind(Vector vector, int[] rows, int count);

  /** Whether the value at a place is null. */
  public abstract boolean isNull(int place);

  /** Appends the value at a place as the next entry. */
  public abstract void append(int place);

  abstract boolean isEqual(int place, int entry);

  /** The hash of an entry, as the vector it came from has it. */
  public abstract long hash(int entry);

  /**
   * Of the first {@code count} places moves those to the front whose value is the one of their
   * entry.
   *
   * @param entries by place
   * @return how many they are
   */
  public int equalFirst(int[] places, int count, int[] entries) {
    int end = count;
    for (int i = 0; i < end; ) {
      int place = places[i];
      if (isEqual(place, entries[place])) {
        i++;
      } else {
        places[i] = places[--end];
        places[end] = place;
      }
    }
    return end;
  }

  /** The same entries, to which nothing is added any more, beside another batch. */
  public abstract KeyColumn view();

  /** Entries as a vector. */
  public abstract FlatVector vector(int from, int to);

  public abstract long sizeBytes();

  /** Forgets all entries. */
  public abstract void clear();
}
