package io.brasa.columnar.packed;

import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.WideVector;
import java.util.Arrays;

/** Writes columns in the form of the package. Belongs to one thread. */
final class ColumnPacker {
  static final int NULLS = 0;
  static final int CONSTANT = 1;
  static final int VALUES = 2;
  static final int DICTIONARY = 3;

  private final ByteOutput out;
  private final NumberWriter numbers;

  ColumnPacker(ByteOutput out) {
    this.out = out;
    this.numbers = new NumberWriter(out);
  }

  /** Writes the rows from one place to another. */
  void write(Vector vector, int from, int to) {
    if (from == to || areNull(vector, from, to)) {
      out.writeByte(NULLS);
      return;
    }
    switch (vector) {
      case ConstantVector constant -> constant(constant.value(), 0);
      case DictionaryVector dictionary -> dictionary(dictionary, from, to);
      case FlatVector flat -> flat(from == 0 ? flat : part(flat, from, to), to - from);
    }
  }

  private static boolean areNull(Vector vector, int from, int to) {
    for (int i = from; i < to; i++) if (!vector.isNullAt(i)) return false;
    return true;
  }

  private static FlatVector part(Vector vector, int from, int to) {
    VectorBuilder part = VectorBuilder.of(vector.type(), to - from);
    part.appendRange(vector, from, to);
    return part.build();
  }

  private void constant(FlatVector value, int row) {
    out.writeByte(CONSTANT);
    flat(row == 0 ? value : part(value, row, row + 1), 1);
  }

  /** Strings that are not much fewer than rows, and all numbers, are written one by one. */
  private void dictionary(DictionaryVector vector, int from, int to) {
    int length = to - from;
    BytePlaces places =
        vector.type().storage() == Storage.BYTES ? BytePlaces.of(vector, from, to) : null;
    if (places == null) flat(part(vector, from, to), length);
    else places(places, length);
  }

  private void places(BytePlaces places, int length) {
    if (places.dictionary().length() == 1 && places.nulls() == null) {
      constant(places.dictionary(), 0);
      return;
    }
    out.writeByte(DICTIONARY);
    nulls(places.nulls(), length);
    out.writeInt(places.dictionary().length());
    values(places.dictionary(), places.dictionary().length());
    numbers.write(places.ids(), length);
  }

  private void flat(FlatVector vector, int length) {
    if (vector instanceof BytesVector bytes && length > 1) {
      BytePlaces places = BytePlaces.of(bytes, length);
      if (places != null) {
        places(places, length);
        return;
      }
    }
    values(vector, length);
  }

  private void values(FlatVector vector, int length) {
    out.writeByte(VALUES);
    nulls(vector.nulls(), length);
    switch (vector) {
      case ByteVector v -> whole(v, length);
      case ShortVector v -> whole(v, length);
      case IntVector v -> whole(v, length);
      case LongVector v -> whole(v, length);
      case FloatVector v -> floats(v, length);
      case DoubleVector v -> doubles(v, length);
      case WideVector v -> wide(v, length);
      case BytesVector v -> {
        lengths(v.offsets(), length);
        out.writeBytes(v.bytes(), v.offsets()[0], v.offsets()[length] - v.offsets()[0]);
      }
      case ArrayVector v -> {
        lengths(v.offsets(), length);
        write(v.elements(), v.offsets()[0], v.offsets()[length]);
      }
      case MapVector v -> {
        lengths(v.offsets(), length);
        write(v.keys(), v.offsets()[0], v.offsets()[length]);
        write(v.values(), v.offsets()[0], v.offsets()[length]);
      }
      case StructVector v -> {
        for (Vector field : v.fields()) write(field, 0, length);
      }
    }
  }

  private void nulls(boolean[] nulls, int length) {
    boolean hasNulls = nulls != null && hasAny(nulls, length);
    out.writeByte(hasNulls ? 1 : 0);
    if (!hasNulls) return;
    for (int i = 0; i < length; i += 8) {
      int bits = 0;
      for (int j = 0; j < Math.min(8, length - i); j++) bits |= nulls[i + j] ? 1 << j : 0;
      out.writeByte(bits);
    }
  }

  private static boolean hasAny(boolean[] nulls, int length) {
    for (int i = 0; i < length; i++) if (nulls[i]) return true;
    return false;
  }

  private void lengths(int[] offsets, int length) {
    long[] lengths = new long[length];
    for (int i = 0; i < length; i++) lengths[i] = offsets[i + 1] - offsets[i];
    numbers.write(lengths, length);
  }

  private void whole(FlatVector vector, int length) {
    long[] values = new long[length];
    switch (vector) {
      case ByteVector v -> {
        for (int i = 0; i < length; i++) values[i] = v.values()[i];
      }
      case ShortVector v -> {
        for (int i = 0; i < length; i++) values[i] = v.values()[i];
      }
      case IntVector v -> {
        for (int i = 0; i < length; i++) values[i] = v.values()[i];
      }
      case LongVector v -> System.arraycopy(v.values(), 0, values, 0, length);
      default -> throw new IllegalStateException("no whole numbers: " + vector.type());
    }
    numbers.write(smoothed(values, vector.nulls()), length);
  }

  /** What lies behind a null is what lies before it: that costs least. */
  private static long[] smoothed(long[] values, boolean[] nulls) {
    if (nulls == null) return values;
    int first = 0;
    while (nulls[first]) first++;
    long last = values[first];
    for (int i = 0; i < values.length; i++) {
      if (nulls[i]) values[i] = last;
      else last = values[i];
    }
    return values;
  }

  private void floats(FloatVector vector, int length) {
    out.writeByte(0);
    for (int i = 0; i < length; i++) out.writeInt(Float.floatToRawIntBits(vector.values()[i]));
  }

  private void doubles(DoubleVector vector, int length) {
    double[] values = Arrays.copyOf(vector.values(), length);
    for (int exponent = 0; exponent <= Decimals.MOST_DIGITS; exponent += 2) {
      long[] scaled = Decimals.scaled(values, vector.nulls(), exponent);
      if (scaled == null) continue;
      out.writeByte(1);
      out.writeByte(exponent);
      numbers.write(smoothed(scaled, vector.nulls()), length);
      return;
    }
    out.writeByte(0);
    for (double value : values) out.writeLong(Double.doubleToRawLongBits(value));
  }

  private void wide(WideVector vector, int length) {
    boolean isNarrow = true;
    for (int i = 0; i < length && isNarrow; i++)
      isNarrow = vector.isNullAt(i) || vector.high()[i] == vector.low()[i] >> 63;
    out.writeByte(isNarrow ? 1 : 0);
    if (isNarrow) {
      numbers.write(smoothed(Arrays.copyOf(vector.low(), length), vector.nulls()), length);
      return;
    }
    for (int i = 0; i < length; i++) out.writeLong(vector.low()[i]);
    for (int i = 0; i < length; i++) out.writeLong(vector.high()[i]);
  }
}
