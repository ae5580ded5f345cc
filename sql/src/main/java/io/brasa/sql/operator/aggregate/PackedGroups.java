package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.operator.key.WordKeys;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the groups of keys that are few words of eight bytes together: numbers, and strings of up
 * to fifteen bytes. A key's words lie side by side, so that a row is compared in one place of
 * memory and by whole words. Gives up for good once a key comes that is no such words: a longer
 * string, or a null among numbers that take all of their word. Belongs to one thread.
 *
 * <p>A number is its bits, and null beside a number of up to 32 bits is a word that none of them
 * is. A string of up to seven bytes is one word: its bytes, and in the uppermost its length; where
 * longer ones were met first, strings are two words, the second as that of a short string.
 */
final class PackedGroups {
  private static final int MAX_WORDS = 8;
  private static final int MIN_SLOTS = 64;
  private static final int SHORT_BYTES = 7;
  private static final int LONG_BYTES = 15;
  private static final long NULL = 0xFFL << 56;
  private static final long M1 = 0x9E37_79B9_7F4A_7C15L;
  private static final long M2 = 0xD6E8_FEB8_6659_FD93L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final DataType[] types;

  /** How many words each column takes; null until the first batch. */
  private int[] widths;

  private int words;
  private boolean isOver;
  private long[] entries = {};

  /** The upper half of a key's hash, and below it the group plus one; zero is free. */
  private long[] slots = new long[MIN_SLOTS];

  private long[] packed = {};
  private int[] lookUp = {};

  PackedGroups(List<DataType> types) {
    this.types = types.toArray(DataType[]::new);
    for (DataType type : types) isOver |= !canPack(type);
    isOver |= types.isEmpty() || types.size() > MAX_WORDS;
  }

  private static boolean canPack(DataType type) {
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, BYTES -> true;
      case WIDE, ARRAY, MAP, STRUCT -> false;
    };
  }

  /** Whether keys are to be found otherwise. */
  boolean isOver() {
    return isOver;
  }

  /**
   * Finds the groups of all places of a batch.
   *
   * @param groupCount how many there are
   * @return false: it has given up, and nothing was done
   */
  boolean find(
      Vector[] keys, int[] rows, int count, int groupCount, int[] groups, NewGroups newGroups) {
    if (isOver) return false;
    if (widths == null) chooseWidths(keys);
    if (isOver || !pack(keys, rows, count)) {
      giveUp();
      return false;
    }
    prepare(groupCount, count);
    if (words == 1) findOne(count, groups, newGroups);
    else findAll(count, groups, newGroups);
    return true;
  }

  private void findOne(int count, int[] groups, NewGroups newGroups) {
    long[] table = slots;
    int mask = table.length - 1;
    for (int i = 0; i < count; i++) {
      long key = packed[i];
      int slot = (int) hash(key) & mask;
      while (true) {
        long word = table[slot];
        if (word == 0) {
          int group = newGroups.add(i);
          entries[group] = key;
          table[slot] = group + 1;
          groups[i] = group;
          break;
        }
        int group = (int) word - 1;
        if (entries[group] == key) {
          groups[i] = group;
          break;
        }
        slot = slot + 1 & mask;
      }
    }
  }

  private void findAll(int count, int[] groups, NewGroups newGroups) {
    long[] table = slots;
    int width = words;
    int mask = table.length - 1;
    for (int i = 0; i < count; i++) {
      int from = i * width;
      long hash = hash(packed, from, width);
      long tag = hash & 0xFFFF_FFFF_0000_0000L;
      int slot = (int) hash & mask;
      while (true) {
        long word = table[slot];
        if (word == 0) {
          int group = newGroups.add(i);
          System.arraycopy(packed, from, entries, group * width, width);
          table[slot] = tag | group + 1;
          groups[i] = group;
          break;
        }
        int group = (int) word - 1;
        if ((word & 0xFFFF_FFFF_0000_0000L) == tag && isEntry(group * width, from, width)) {
          groups[i] = group;
          break;
        }
        slot = slot + 1 & mask;
      }
    }
  }

  private boolean isEntry(int entry, int from, int width) {
    for (int i = 0; i < width; i++) if (entries[entry + i] != packed[from + i]) return false;
    return true;
  }

  private static long hash(long key) {
    long product = key * M1;
    return product ^ product >>> 32;
  }

  private static long hash(long[] keys, int from, int width) {
    long hash = 0;
    for (int i = from; i < from + width; i++) {
      hash = (hash ^ keys[i]) * M1;
      hash ^= hash >>> 29;
    }
    hash *= M2;
    return hash ^ hash >>> 32;
  }

  /** Room for a batch whose keys are all new. */
  private void prepare(int groupCount, int count) {
    long most = (long) groupCount + count;
    if (most * words > Integer.MAX_VALUE / 2)
      throw new ArithmeticException("a table of " + most + " keys");
    if (most * words > entries.length)
      entries = Arrays.copyOf(entries, (int) Math.max(most * words, 2L * groupCount * words));
    if (2 * most <= slots.length) return;
    slots = new long[Integer.highestOneBit((int) (2 * most) - 1) << 1];
    int mask = slots.length - 1;
    for (int group = 0; group < groupCount; group++) {
      long hash = words == 1 ? hash(entries[group]) : hash(entries, group * words, words);
      int slot = (int) hash & mask;
      while (slots[slot] != 0) slot = slot + 1 & mask;
      long tag = words == 1 ? 0 : hash & 0xFFFF_FFFF_0000_0000L;
      slots[slot] = tag | group + 1;
    }
  }

  // ---- keys as words

  private void chooseWidths(Vector[] keys) {
    int[] chosen = new int[types.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = types[i].storage() == Storage.BYTES && longest(keys[i]) > SHORT_BYTES ? 2 : 1;
      words += chosen[i];
    }
    widths = chosen;
    isOver |= words > MAX_WORDS;
  }

  private static int longest(Vector vector) {
    BytesVector bytes = (BytesVector) flat(vector);
    int longest = 0;
    for (int i = 0; i < bytes.length(); i++)
      longest = Math.max(longest, bytes.offsets()[i + 1] - bytes.offsets()[i]);
    return longest;
  }

  private static FlatVector flat(Vector vector) {
    return switch (vector) {
      case FlatVector flat -> flat;
      case ConstantVector constant -> constant.value();
      case DictionaryVector dictionary -> dictionary.dictionary();
    };
  }

  private boolean pack(Vector[] keys, int[] rows, int count) {
    if (packed.length < count * words) packed = new long[count * words];
    int at = 0;
    for (int i = 0; i < keys.length; i++) {
      Vector key = keys[i];
      boolean[] nulls = WordKeys.nulls(key, rows, count);
      int[] places = places(key, rows, count);
      boolean isPacked =
          flat(key) instanceof BytesVector bytes
              ? packBytes(bytes, places, nulls, count, at, widths[i])
              : packNumbers(flat(key), places, nulls, count, at);
      if (!isPacked) return false;
      at += widths[i];
    }
    return true;
  }

  /** Where the values of the places lie; null if at the places themselves. */
  private int[] places(Vector vector, int[] rows, int count) {
    return switch (vector) {
      case FlatVector _ -> rows;
      case ConstantVector _ -> {
        if (lookUp.length < count) lookUp = new int[count];
        yield lookUp;
      }
      case DictionaryVector dictionary -> WordKeys.ids(dictionary, rows, count);
    };
  }

  private boolean packBytes(
      BytesVector vector, int[] places, boolean[] nulls, int count, int first, int width) {
    byte[] bytes = vector.bytes();
    int[] offsets = vector.offsets();
    int step = words;
    int most = width == 1 ? SHORT_BYTES : LONG_BYTES;
    for (int i = 0, at = first; i < count; i++, at += step) {
      if (nulls != null && nulls[i]) {
        packed[at] = NULL;
        if (width == 2) packed[at + 1] = NULL;
        continue;
      }
      int place = places == null ? i : places[i];
      int from = offsets[place];
      int length = offsets[place + 1] - from;
      if (length > most) return false;
      if (width == 1) {
        packed[at] = head(bytes, from, length) | (long) length << 56;
      } else if (length < 8) {
        packed[at] = head(bytes, from, length);
        packed[at + 1] = (long) length << 56;
      } else {
        packed[at] = (long) LONGS.get(bytes, from);
        packed[at + 1] = head(bytes, from + 8, length - 8) | (long) length << 56;
      }
    }
    return true;
  }

  /** Up to seven bytes as a number. */
  private static long head(byte[] bytes, int from, int length) {
    if (from + 8 <= bytes.length) return (long) LONGS.get(bytes, from) & (1L << 8 * length) - 1;
    long word = 0;
    for (int i = 0; i < length; i++) word |= (bytes[from + i] & 0xFFL) << 8 * i;
    return word;
  }

  private boolean packNumbers(
      FlatVector vector, int[] places, boolean[] nulls, int count, int first) {
    int step = words;
    long[] to = packed;
    switch (vector) {
      case LongVector v -> {
        if (nulls != null) return false;
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = v.values()[places == null ? i : places[i]];
      }
      case DoubleVector v -> {
        if (nulls != null) return false;
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = Double.doubleToLongBits(v.values()[places == null ? i : places[i]] + 0.0);
      }
      case FloatVector v -> {
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = Float.floatToIntBits(v.values()[places == null ? i : places[i]] + 0.0f);
      }
      case IntVector v -> {
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = v.values()[places == null ? i : places[i]];
      }
      case ShortVector v -> {
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = v.values()[places == null ? i : places[i]];
      }
      case ByteVector v -> {
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = v.values()[places == null ? i : places[i]];
      }
      default -> {
        return false;
      }
    }
    if (nulls != null)
      for (int i = 0, at = first; i < count; i++, at += step) if (nulls[i]) to[at] = NULL;
    return true;
  }

  /** Lets go of the table; keys are to be found otherwise from now on. */
  void giveUp() {
    isOver = true;
    entries = new long[0];
    slots = new long[0];
  }

  long sizeBytes() {
    return 8L * entries.length + 8L * slots.length;
  }

  void clear() {
    if (isOver) return;
    entries = new long[0];
    slots = new long[MIN_SLOTS];
  }
}
