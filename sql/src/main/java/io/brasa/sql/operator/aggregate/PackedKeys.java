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
import java.util.ArrayList;
import java.util.List;

/**
 * Writes keys of numbers and short strings as words of eight bytes side by side, equal keys as
 * equal words, and reads them back. Belongs to one thread.
 *
 * <p>A number is its bits, and null beside a number of up to 32 bits is a word that none of them
 * is. A string of up to seven bytes is one word: its bytes, and in the uppermost its length; where
 * longer ones were met first, strings are two words, the second as that of a short string.
 */
final class PackedKeys {
  private static final int MAX_WORDS = 8;
  private static final int SHORT_BYTES = 7;
  private static final int LONG_BYTES = 15;

  /** As the length of a string it is none, and as a number it has more than 32 bits. */
  private static final long NULL = 0xFFL << 56;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final DataType[] types;

  /** How many words each column takes; null until the first batch. */
  private int[] widths;

  private int words;
  private long[] packed = {};
  private long[] entries = {};
  private int[] zeros = {};

  PackedKeys(List<DataType> types) {
    this.types = types.toArray(DataType[]::new);
  }

  /** Whether keys of these types may be words, as long as the strings are short. */
  static boolean mayPack(List<DataType> types) {
    for (DataType type : types) if (!mayPack(type)) return false;
    return !types.isEmpty() && types.size() <= MAX_WORDS;
  }

  private static boolean mayPack(DataType type) {
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, BYTES -> true;
      case WIDE, ARRAY, MAP, STRUCT -> false;
    };
  }

  /** The words of a key. */
  int words() {
    return words;
  }

  /** The keys packed last, from place 0 on. */
  long[] packed() {
    return packed;
  }

  /**
   * Packs the keys of places.
   *
   * @return false: one of them is no such words
   */
  boolean pack(Vector[] keys, int[] rows, int count) {
    if (widths == null) chooseWidths(keys);
    if (words > MAX_WORDS) return false;
    if (packed.length < count * words) packed = new long[count * words];
    int at = 0;
    for (int i = 0; i < keys.length; i++) {
      if (!packColumn(keys[i], rows, count, at, widths[i])) return false;
      at += widths[i];
    }
    return true;
  }

  private void chooseWidths(Vector[] keys) {
    int[] chosen = new int[types.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = types[i].storage() == Storage.BYTES && longest(keys[i]) > SHORT_BYTES ? 2 : 1;
      words += chosen[i];
    }
    widths = chosen;
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

  private boolean packColumn(Vector key, int[] rows, int count, int first, int width) {
    boolean[] nulls = WordKeys.nulls(key, rows, count);
    FlatVector flat = flat(key);
    if (flat instanceof BytesVector bytes) {
      boolean isSmall = nulls == null && flat.length() < count && !flat.mayHaveNulls();
      if (isSmall && key instanceof DictionaryVector dictionary)
        return packEntries(bytes, dictionary, rows, count, first, width);
      return packBytes(bytes, places(key, rows, count), nulls, count, first, width);
    }
    return packNumbers(flat, places(key, rows, count), nulls, count, first);
  }

  /** Where the values of the places lie; null if at the places themselves. */
  private int[] places(Vector vector, int[] rows, int count) {
    return switch (vector) {
      case FlatVector _ -> rows;
      case ConstantVector _ -> {
        if (zeros.length < count) zeros = new int[count];
        yield zeros;
      }
      case DictionaryVector dictionary -> WordKeys.ids(dictionary, rows, count);
    };
  }

  /** Each entry of a dictionary is packed once; false if an entry is too long, used or not. */
  private boolean packEntries(
      BytesVector values, DictionaryVector vector, int[] rows, int count, int first, int width) {
    int size = values.length();
    if (entries.length < 2 * size) entries = new long[2 * size];
    for (int i = 0; i < size; i++)
      if (!packText(values, i, entries, 2 * i, width))
        return packBytes(values, places(vector, rows, count), null, count, first, width);
    int[] ids = vector.ids();
    int step = words;
    for (int i = 0, at = first; i < count; i++, at += step) {
      int from = 2 * ids[rows == null ? i : rows[i]];
      packed[at] = entries[from];
      if (width == 2) packed[at + 1] = entries[from + 1];
    }
    return true;
  }

  private boolean packBytes(
      BytesVector values, int[] places, boolean[] nulls, int count, int first, int width) {
    int step = words;
    for (int i = 0, at = first; i < count; i++, at += step) {
      if (nulls != null && nulls[i]) {
        packed[at] = NULL;
        if (width == 2) packed[at + 1] = NULL;
      } else if (!packText(values, places == null ? i : places[i], packed, at, width)) {
        return false;
      }
    }
    return true;
  }

  private static boolean packText(BytesVector values, int place, long[] to, int at, int width) {
    byte[] bytes = values.bytes();
    int from = values.offsets()[place];
    int length = values.offsets()[place + 1] - from;
    if (length > (width == 1 ? SHORT_BYTES : LONG_BYTES)) return false;
    if (width == 1) {
      to[at] = head(bytes, from, length) | (long) length << 56;
    } else if (length < 8) {
      to[at] = head(bytes, from, length);
      to[at + 1] = (long) length << 56;
    } else {
      to[at] = (long) LONGS.get(bytes, from);
      to[at + 1] = head(bytes, from + 8, length - 8) | (long) length << 56;
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
        long[] values = v.values();
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = values[places == null ? i : places[i]];
      }
      case DoubleVector v -> {
        if (nulls != null) return false;
        double[] values = v.values();
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = Double.doubleToLongBits(values[places == null ? i : places[i]] + 0.0);
      }
      case FloatVector v -> {
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = Float.floatToIntBits(v.values()[places == null ? i : places[i]] + 0.0f);
      }
      case IntVector v -> {
        int[] values = v.values();
        for (int i = 0, at = first; i < count; i++, at += step)
          to[at] = values[places == null ? i : places[i]];
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

  // ---- reading back

  /**
   * Keys as columns.
   *
   * @param from the first of the keys, of which each has {@link #words} words
   */
  List<Vector> columns(long[] from, int first, int count) {
    List<Vector> columns = new ArrayList<>(types.length);
    int at = first * words;
    for (int i = 0; i < types.length; i++) {
      columns.add(column(types[i], from, at, widths == null ? 1 : widths[i], count));
      if (widths != null) at += widths[i];
    }
    return columns;
  }

  private FlatVector column(DataType type, long[] from, int first, int width, int count) {
    return switch (type.storage()) {
      case BYTES -> texts(type, from, first, width, count);
      case LONG -> {
        long[] values = new long[count];
        for (int i = 0, at = first; i < count; i++, at += words) values[i] = from[at];
        yield new LongVector(type, count, values, null);
      }
      case DOUBLE -> {
        double[] values = new double[count];
        for (int i = 0, at = first; i < count; i++, at += words)
          values[i] = Double.longBitsToDouble(from[at]);
        yield new DoubleVector(type, count, values, null);
      }
      case INT -> {
        int[] values = new int[count];
        for (int i = 0, at = first; i < count; i++, at += words) values[i] = (int) from[at];
        yield new IntVector(type, count, values, nulls(from, first, count));
      }
      case FLOAT -> {
        float[] values = new float[count];
        for (int i = 0, at = first; i < count; i++, at += words)
          values[i] = Float.intBitsToFloat((int) from[at]);
        yield new FloatVector(type, count, values, nulls(from, first, count));
      }
      case SHORT -> {
        short[] values = new short[count];
        for (int i = 0, at = first; i < count; i++, at += words) values[i] = (short) from[at];
        yield new ShortVector(type, count, values, nulls(from, first, count));
      }
      case BYTE -> {
        byte[] values = new byte[count];
        for (int i = 0, at = first; i < count; i++, at += words) values[i] = (byte) from[at];
        yield new ByteVector(type, count, values, nulls(from, first, count));
      }
      case WIDE, ARRAY, MAP, STRUCT -> throw new IllegalArgumentException("no words of " + type);
    };
  }

  /** Null if no key is null here. */
  private boolean[] nulls(long[] from, int first, int count) {
    boolean[] nulls = null;
    for (int i = 0, at = first; i < count; i++, at += words) {
      if (from[at] != NULL) continue;
      if (nulls == null) nulls = new boolean[count];
      nulls[i] = true;
    }
    return nulls;
  }

  private BytesVector texts(DataType type, long[] from, int first, int width, int count) {
    int[] offsets = new int[count + 1];
    boolean[] nulls = nulls(from, first + width - 1, count);
    for (int i = 0, at = first + width - 1; i < count; i++, at += words)
      offsets[i + 1] = offsets[i] + (nulls != null && nulls[i] ? 0 : (int) (from[at] >>> 56));
    // Whole words are written, and the next text overwrites what is too much.
    byte[] bytes = new byte[offsets[count] + 2 * Long.BYTES];
    for (int i = 0, at = first; i < count; i++, at += words) {
      LONGS.set(bytes, offsets[i], from[at]);
      if (width == 2) LONGS.set(bytes, offsets[i] + Long.BYTES, from[at + 1]);
    }
    return new BytesVector(type, count, bytes, offsets, nulls);
  }

  /** Lets go of what the batch at hand needed. */
  void clear() {
    packed = new long[0];
    entries = new long[0];
  }
}
