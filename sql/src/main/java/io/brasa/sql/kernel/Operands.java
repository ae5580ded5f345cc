package io.brasa.sql.kernel;

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

/**
 * Vectors as arrays for loops: the value of row {@code i} lies at {@code i & mask}, so that one
 * loop serves columns and constants.
 */
public final class Operands {
  private Operands() {}

  /** Zero for constants, all ones for others. */
  public static int mask(Vector vector) {
    return vector instanceof ConstantVector ? 0 : -1;
  }

  /** The values of bytes, shorts or ints. */
  public static int[] ints(Vector vector) {
    return switch (vector) {
      case ConstantVector constant -> ints(constant.value());
      case IntVector flat -> flat.values();
      case ShortVector flat -> {
        int[] values = new int[flat.length()];
        for (int i = 0; i < values.length; i++) values[i] = flat.values()[i];
        yield values;
      }
      case ByteVector flat -> {
        int[] values = new int[flat.length()];
        for (int i = 0; i < values.length; i++) values[i] = flat.values()[i];
        yield values;
      }
      case DictionaryVector dictionary -> {
        int[] entries = ints(dictionary.dictionary());
        int[] ids = dictionary.ids();
        int[] values = new int[dictionary.length()];
        for (int i = 0; i < values.length; i++) values[i] = entries[ids[i]];
        yield values;
      }
      case FlatVector flat ->
          throw new IllegalArgumentException("not held in ints: " + flat.type());
    };
  }

  public static long[] longs(Vector vector) {
    return switch (vector) {
      case ConstantVector constant -> longs(constant.value());
      case LongVector flat -> flat.values();
      case DictionaryVector dictionary -> {
        long[] entries = longs(dictionary.dictionary());
        int[] ids = dictionary.ids();
        long[] values = new long[dictionary.length()];
        for (int i = 0; i < values.length; i++) values[i] = entries[ids[i]];
        yield values;
      }
      case FlatVector flat ->
          throw new IllegalArgumentException("not held in longs: " + flat.type());
    };
  }

  /** The values of doubles or floats. */
  public static double[] doubles(Vector vector) {
    return switch (vector) {
      case ConstantVector constant -> doubles(constant.value());
      case DoubleVector flat -> flat.values();
      case FloatVector flat -> {
        double[] values = new double[flat.length()];
        for (int i = 0; i < values.length; i++) values[i] = flat.values()[i];
        yield values;
      }
      case DictionaryVector dictionary -> {
        double[] entries = doubles(dictionary.dictionary());
        int[] ids = dictionary.ids();
        double[] values = new double[dictionary.length()];
        for (int i = 0; i < values.length; i++) values[i] = entries[ids[i]];
        yield values;
      }
      case FlatVector flat ->
          throw new IllegalArgumentException("not held in doubles: " + flat.type());
    };
  }

  /** The vector of bytes in which the values lie. */
  public static BytesVector bytes(Vector vector) {
    return (BytesVector)
        switch (vector) {
          case ConstantVector constant -> constant.value();
          case DictionaryVector dictionary -> dictionary.dictionary();
          case FlatVector flat -> flat;
        };
  }

  /** Whether some constant is null, and so every result of a strict function. */
  public static boolean isNullConstant(Vector... vectors) {
    for (Vector vector : vectors) {
      if (vector instanceof ConstantVector && vector.isNullAt(0)) return true;
    }
    return false;
  }

  /** Where some vector is null; null if none is anywhere. Not to be changed. */
  public static boolean[] nulls(int length, Vector... vectors) {
    boolean[] nulls = null;
    boolean isOwn = false;
    for (Vector vector : vectors) {
      if (!vector.mayHaveNulls()) continue;
      if (nulls == null && vector instanceof FlatVector flat) {
        nulls = flat.nulls();
        continue;
      }
      boolean[] merged = isOwn ? nulls : new boolean[length];
      for (int i = 0; i < length; i++) merged[i] = nulls != null && nulls[i] || vector.isNullAt(i);
      nulls = merged;
      isOwn = true;
    }
    return nulls;
  }
}
