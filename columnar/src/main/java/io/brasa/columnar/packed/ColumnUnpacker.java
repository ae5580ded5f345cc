package io.brasa.columnar.packed;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
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
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.columnar.vector.WideVector;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes vectors of packed columns: constants and dictionaries stay what they are, the bytes of
 * strings stay where they lie. Belongs to one thread.
 */
final class ColumnUnpacker {
  private final ByteInput in;
  private final NumberReader numbers;

  ColumnUnpacker(ByteInput in) {
    this.in = in;
    this.numbers = new NumberReader(in);
  }

  /**
   * @param among the rows that are looked at; null for all
   */
  Vector vector(DataType type, int length, Selection among) {
    return switch (in.readByte()) {
      case ColumnPacker.NULLS -> Vectors.nulls(type, length);
      case ColumnPacker.CONSTANT -> new ConstantVector(flat(type, 1, null), length);
      case ColumnPacker.VALUES -> values(type, length, among);
      default -> {
        boolean[] nulls = nulls(length);
        FlatVector dictionary = flat(type, in.readInt(), null);
        yield DictionaryVector.of(dictionary, numbers.ints(length, among), length, nulls);
      }
    };
  }

  /** What was written value by value. */
  private FlatVector flat(DataType type, int length, Selection among) {
    in.skip(1);
    return values(type, length, among);
  }

  private boolean[] nulls(int length) {
    if (in.readByte() == 0) return null;
    boolean[] nulls = new boolean[length];
    for (int i = 0; i < length; i += 8) {
      int bits = in.readByte();
      for (int j = 0; j < Math.min(8, length - i); j++) nulls[i + j] = (bits >> j & 1) != 0;
    }
    return nulls;
  }

  private FlatVector values(DataType type, int length, Selection among) {
    boolean[] nulls = nulls(length);
    return switch (type.storage()) {
      case BYTE -> {
        int[] wide = numbers.ints(length, among);
        byte[] values = new byte[length];
        for (int i = 0; i < length; i++) values[i] = (byte) wide[i];
        yield new ByteVector(type, length, values, nulls);
      }
      case SHORT -> {
        int[] wide = numbers.ints(length, among);
        short[] values = new short[length];
        for (int i = 0; i < length; i++) values[i] = (short) wide[i];
        yield new ShortVector(type, length, values, nulls);
      }
      case INT -> new IntVector(type, length, numbers.ints(length, among), nulls);
      case LONG -> {
        long[] values = numbers.longs(length, among);
        yield new LongVector(type, length, values, nulls, numbers.bits());
      }
      case FLOAT -> floats(type, length, nulls);
      case DOUBLE -> doubles(type, length, nulls, among);
      case WIDE -> wide(type, length, nulls, among);
      case BYTES -> {
        int[] offsets = offsets(length);
        int start = in.position();
        in.skip(offsets[length]);
        for (int i = 0; i <= length; i++) offsets[i] += start;
        yield new BytesVector(type, length, in.bytes(), offsets, nulls);
      }
      case ARRAY -> {
        int[] offsets = offsets(length);
        Vector elements = vector(((ArrayType) type).elementType(), offsets[length], null);
        yield new ArrayVector(type, length, offsets, elements, nulls);
      }
      case MAP -> {
        int[] offsets = offsets(length);
        Vector keys = vector(((MapType) type).keyType(), offsets[length], null);
        Vector values = vector(((MapType) type).valueType(), offsets[length], null);
        yield new MapVector(type, length, offsets, keys, values, nulls);
      }
      case STRUCT -> {
        List<Vector> fields = new ArrayList<>();
        for (StructField field : ((StructType) type).fields())
          fields.add(vector(field.dataType(), length, null));
        yield new StructVector(type, length, fields, nulls);
      }
    };
  }

  private int[] offsets(int length) {
    int[] lengths = numbers.ints(length, null);
    int[] offsets = new int[length + 1];
    for (int i = 0; i < length; i++) offsets[i + 1] = offsets[i] + lengths[i];
    return offsets;
  }

  private FloatVector floats(DataType type, int length, boolean[] nulls) {
    in.skip(1);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) values[i] = Float.intBitsToFloat(in.readInt());
    return new FloatVector(type, length, values, nulls);
  }

  private DoubleVector doubles(DataType type, int length, boolean[] nulls, Selection among) {
    double[] values = new double[length];
    if (in.readByte() == 0) {
      for (int i = 0; i < length; i++) values[i] = Double.longBitsToDouble(in.readLong());
    } else {
      double power = Decimals.power(in.readByte());
      long[] scaled = numbers.longs(length, among);
      for (int i = 0; i < length; i++) values[i] = scaled[i] / power;
    }
    return new DoubleVector(type, length, values, nulls);
  }

  private WideVector wide(DataType type, int length, boolean[] nulls, Selection among) {
    if (in.readByte() == 1) {
      long[] low = numbers.longs(length, among);
      return new WideVector(type, length, low, nulls, numbers.bits());
    }
    long[] low = new long[length];
    long[] high = new long[length];
    for (int i = 0; i < length; i++) low[i] = in.readLong();
    for (int i = 0; i < length; i++) high[i] = in.readLong();
    return new WideVector(type, length, high, low, nulls);
  }
}
