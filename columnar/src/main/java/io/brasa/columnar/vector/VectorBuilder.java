package io.brasa.columnar.vector;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import java.util.Arrays;

/**
 * Makes a column row by row, or by many rows of others at once. Grows as it must. After {@link
 * #build} it is empty and can be used again. Belongs to one thread.
 */
public abstract sealed class VectorBuilder
    permits ByteBuilder,
        ShortBuilder,
        IntBuilder,
        LongBuilder,
        FloatBuilder,
        DoubleBuilder,
        WideBuilder,
        BytesBuilder,
        ArrayBuilder,
        MapBuilder,
        StructBuilder {
  private final DataType type;
  private boolean[] nulls;
  int capacity;
  int length;

  VectorBuilder(DataType type, int capacity) {
    this.type = type;
    this.capacity = Math.max(1, capacity);
  }

  /**
   * A builder for values of a type.
   *
   * @param capacity how many rows are expected
   */
  public static VectorBuilder of(DataType type, int capacity) {
    return switch (type.storage()) {
      case BYTE -> new ByteBuilder(type, capacity);
      case SHORT -> new ShortBuilder(type, capacity);
      case INT -> new IntBuilder(type, capacity);
      case LONG -> new LongBuilder(type, capacity);
      case FLOAT -> new FloatBuilder(type, capacity);
      case DOUBLE -> new DoubleBuilder(type, capacity);
      case WIDE -> new WideBuilder(type, capacity);
      case BYTES -> new BytesBuilder(type, capacity);
      case ARRAY -> new ArrayBuilder((ArrayType) type, capacity);
      case MAP -> new MapBuilder((MapType) type, capacity);
      case STRUCT -> new StructBuilder((StructType) type, capacity);
    };
  }

  public final DataType type() {
    return type;
  }

  /** How many rows were appended. */
  public final int length() {
    return length;
  }

  /** Appends a null. */
  public final void appendNull() {
    reserve(1);
    appendEmpty();
    markNull(length - 1);
  }

  /** Appends some value that can be read; a null is made of it. */
  abstract void appendEmpty();

  /** Makes room for the arrays to hold {@code newCapacity} rows. */
  abstract void resize(int newCapacity);

  /** Appends values of rows without looking at nulls. */
  abstract void copyRows(FlatVector source, int[] rows, int from, int to);

  /** Appends values of neighbouring rows without looking at nulls. */
  abstract void copyRange(FlatVector source, int from, int to);

  abstract FlatVector finish(boolean[] finishedNulls);

  /** Roughly the heap bytes held by the arrays. */
  abstract long arrayBytes();

  /** Makes room for so many rows more. */
  public final void reserve(int more) {
    int wanted = Math.addExact(length, more);
    if (wanted <= capacity) return;
    capacity = (int) Math.clamp(2L * capacity, wanted, Integer.MAX_VALUE - 8);
    resize(capacity);
    if (nulls != null) nulls = Arrays.copyOf(nulls, capacity);
  }

  /** Forgets the rows from {@code newLength} on, and what an open row has of them. */
  public final void truncate(int newLength) {
    if (newLength < 0 || newLength > length)
      throw new IllegalArgumentException(newLength + " rows to be left of " + length);
    if (nulls != null) Arrays.fill(nulls, newLength, length, false);
    length = newLength;
    cut();
  }

  /** Forgets what belongs to rows behind {@link #length}. */
  void cut() {}

  private void markNull(int row) {
    if (nulls == null) nulls = new boolean[capacity];
    nulls[row] = true;
  }

  /** Appends one row of another vector of the same type. */
  public final void append(Vector source, int row) {
    appendRange(source, row, row + 1);
  }

  /** Appends neighbouring rows of another vector of the same type, up to {@code to} exclusive. */
  public final void appendRange(Vector source, int from, int to) {
    reserve(to - from);
    switch (source) {
      case FlatVector flat -> {
        int start = length;
        copyRange(flat, from, to);
        if (flat.mayHaveNulls()) {
          for (int i = from; i < to; i++) if (flat.nulls()[i]) markNull(start + i - from);
        }
      }
      case ConstantVector constant -> appendSame(constant.value(), to - from);
      case DictionaryVector dictionary -> {
        int start = length;
        copyRows(dictionary.dictionary(), dictionary.ids(), from, to);
        if (dictionary.mayHaveNulls()) {
          for (int i = from; i < to; i++) if (dictionary.isNullAt(i)) markNull(start + i - from);
        }
      }
    }
  }

  /** Appends rows of another vector of the same type: those named by {@code rows[from..to)}. */
  public final void append(Vector source, int[] rows, int from, int to) {
    reserve(to - from);
    switch (source) {
      case FlatVector flat -> {
        int start = length;
        copyRows(flat, rows, from, to);
        if (flat.mayHaveNulls()) {
          for (int i = from; i < to; i++) if (flat.nulls()[rows[i]]) markNull(start + i - from);
        }
      }
      case ConstantVector constant -> appendSame(constant.value(), to - from);
      case DictionaryVector dictionary -> {
        int[] through = new int[to - from];
        for (int i = from; i < to; i++) through[i - from] = dictionary.ids()[rows[i]];
        int start = length;
        copyRows(dictionary.dictionary(), through, 0, to - from);
        if (dictionary.mayHaveNulls()) {
          for (int i = from; i < to; i++)
            if (dictionary.isNullAt(rows[i])) markNull(start + i - from);
        }
      }
    }
  }

  /** Appends the rows of a batch that count, of one of its columns. */
  public final void append(Batch batch, int column) {
    Vector source = batch.column(column);
    Selection selection = batch.selection().orElse(null);
    if (selection == null) appendRange(source, 0, batch.length());
    else append(source, selection.rows(), 0, selection.count());
  }

  private void appendSame(FlatVector value, int count) {
    int start = length;
    copyRows(value, new int[count], 0, count);
    if (value.isNullAt(0)) {
      for (int i = 0; i < count; i++) markNull(start + i);
    }
  }

  /** All rows as a vector; the builder is empty afterwards. */
  public final FlatVector build() {
    FlatVector built = finish(nulls);
    nulls = null;
    length = 0;
    capacity = 1;
    resize(1);
    return built;
  }

  /** Roughly the heap bytes held. */
  public final long sizeBytes() {
    return arrayBytes() + (nulls == null ? 0 : nulls.length);
  }
}
