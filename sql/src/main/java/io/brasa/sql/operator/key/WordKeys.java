package io.brasa.sql.operator.key;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ByteBuilder;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatBuilder;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortBuilder;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorHash;
import java.util.Arrays;

/** Keys of up to eight bytes as longs: equal values are equal longs. */
public final class WordKeys extends KeyColumn {
  private final DataType type;
  private long[] words = new long[16];
  private boolean[] nulls;
  private int size;
  private long[] bound = {};
  private boolean[] boundNulls;

  WordKeys(DataType type) {
    this.type = type;
  }

  @Override
  public void bind(Vector vector, int[] rows, int count) {
    if (bound.length < count || bound.length == 0) bound = new long[Math.max(1, count)];
    boundNulls = nulls(vector, rows, count);
    if (count == 0) return;
    switch (vector) {
      case ConstantVector constant -> {
        fill(constant.value(), new int[1], 1);
        Arrays.fill(bound, 0, count, bound[0]);
      }
      case DictionaryVector dictionary ->
          fill(dictionary.dictionary(), ids(dictionary, rows, count), count);
      case FlatVector flat -> fill(flat, rows, count);
    }
    if (boundNulls == null) return;
    for (int i = 0; i < count; i++) if (boundNulls[i]) bound[i] = 0;
  }

  public static int[] ids(DictionaryVector vector, int[] rows, int count) {
    if (rows == null) return vector.ids();
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) ids[i] = vector.ids()[rows[i]];
    return ids;
  }

  /** By place; null if no row is null. */
  public static boolean[] nulls(Vector vector, int[] rows, int count) {
    if (!vector.mayHaveNulls()) return null;
    boolean[] nulls = new boolean[count];
    boolean isAny = false;
    for (int i = 0; i < count; i++) isAny |= nulls[i] = vector.isNullAt(rows == null ? i : rows[i]);
    return isAny ? nulls : null;
  }

  private void fill(FlatVector flat, int[] rows, int count) {
    long[] to = bound;
    switch (flat) {
      case LongVector v -> {
        long[] from = v.values();
        if (rows == null) System.arraycopy(from, 0, to, 0, count);
        else for (int i = 0; i < count; i++) to[i] = from[rows[i]];
      }
      case IntVector v -> {
        int[] from = v.values();
        for (int i = 0; i < count; i++) to[i] = from[rows == null ? i : rows[i]];
      }
      case ShortVector v -> {
        short[] from = v.values();
        for (int i = 0; i < count; i++) to[i] = from[rows == null ? i : rows[i]];
      }
      case ByteVector v -> {
        byte[] from = v.values();
        for (int i = 0; i < count; i++) to[i] = from[rows == null ? i : rows[i]];
      }
      case DoubleVector v -> {
        double[] from = v.values();
        for (int i = 0; i < count; i++)
          to[i] = Double.doubleToLongBits(from[rows == null ? i : rows[i]] + 0.0);
      }
      case FloatVector v -> {
        float[] from = v.values();
        for (int i = 0; i < count; i++)
          to[i] = Float.floatToIntBits(from[rows == null ? i : rows[i]] + 0.0f);
      }
      default -> throw new IllegalArgumentException("no words of " + flat.type());
    }
  }

  @Override
  public boolean isNull(int place) {
    return boundNulls != null && boundNulls[place];
  }

  /** What is bound, as longs by place; those of nulls are zero. */
  public long[] bound() {
    return bound;
  }

  public boolean hasBoundNulls() {
    return boundNulls != null;
  }

  /** Whether words are whole numbers, whose order means something. */
  public boolean isWhole() {
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG -> true;
      default -> false;
    };
  }

  @Override
  public long hash(int entry) {
    return isEntryNull(entry) ? VectorHash.ofNull() : VectorHash.of(words[entry]);
  }

  /** The entries; those of nulls are zero. */
  public long[] words() {
    return words;
  }

  public boolean isEntryNull(int entry) {
    return nulls != null && nulls[entry];
  }

  @Override
  public void append(int place) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
      if (nulls != null) nulls = Arrays.copyOf(nulls, 2 * size);
    }
    words[size] = bound[place];
    if (isNull(place)) {
      if (nulls == null) nulls = new boolean[words.length];
      nulls[size] = true;
    }
    size++;
  }

  @Override
  boolean isEqual(int place, int entry) {
    return bound[place] == words[entry] && isNull(place) == isEntryNull(entry);
  }

  @Override
  public int equalFirst(int[] places, int count, int[] entries) {
    if (nulls != null || boundNulls != null) return super.equalFirst(places, count, entries);
    int end = count;
    for (int i = 0; i < end; ) {
      int place = places[i];
      if (bound[place] == words[entries[place]]) {
        i++;
      } else {
        places[i] = places[--end];
        places[end] = place;
      }
    }
    return end;
  }

  @Override
  public WordKeys view() {
    WordKeys view = new WordKeys(type);
    view.words = words;
    view.nulls = nulls;
    view.size = size;
    return view;
  }

  @Override
  public FlatVector vector(int from, int to) {
    VectorBuilder builder = VectorBuilder.of(type, to - from);
    for (int i = from; i < to; i++) {
      if (isEntryNull(i)) builder.appendNull();
      else append(builder, words[i]);
    }
    return builder.build();
  }

  private static void append(VectorBuilder builder, long word) {
    switch (builder) {
      case LongBuilder b -> b.append(word);
      case IntBuilder b -> b.append((int) word);
      case ShortBuilder b -> b.append((short) word);
      case ByteBuilder b -> b.append((byte) word);
      case DoubleBuilder b -> b.append(Double.longBitsToDouble(word));
      case FloatBuilder b -> b.append(Float.intBitsToFloat((int) word));
      default -> throw new IllegalArgumentException("no words of " + builder.type());
    }
  }

  @Override
  public long sizeBytes() {
    return 8L * words.length + (nulls == null ? 0 : nulls.length);
  }

  @Override
  public void clear() {
    words = new long[16];
    nulls = null;
    size = 0;
  }
}
