package io.brasa.sql.kernel;

import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;

/**
 * Long numbers and decimals of any width whose values have 64 bits, with a bound of what they can
 * be: what the bounds say has room is computed in loops over longs that check nothing.
 */
public final class Whole {
  /** The most bits for which a sum of two, or a product whose bits add up to it, has room. */
  public static final int ROOM = 62;

  private Whole() {}

  /**
   * How large values can be: each is at least minus two to this power and less than two to it; 63
   * or less if {@link #values} can be asked for.
   */
  public static int bits(Vector vector) {
    return switch (vector) {
      case ConstantVector constant -> bits(constant.value());
      case DictionaryVector dictionary -> bits(dictionary.dictionary());
      case LongVector longs -> longs.bits();
      case WideVector wide -> wide.bits();
      case FlatVector _ -> 127;
    };
  }

  /** Values that lie in arrays at the places of their rows, or, with a dictionary, at ids. */
  public static long[] entries(Vector vector) {
    return vector instanceof DictionaryVector dictionary
        ? values(dictionary.dictionary())
        : values(vector);
  }

  /** Where the values of rows lie among {@link #entries}; null if at the place of the row. */
  public static int[] ids(Vector vector) {
    return vector instanceof DictionaryVector dictionary ? dictionary.ids() : null;
  }

  /** The values; of a constant just one, see {@link Operands#mask}. */
  public static long[] values(Vector vector) {
    return switch (vector) {
      case ConstantVector constant -> values(constant.value());
      case LongVector longs -> longs.values();
      case WideVector wide -> wide.low();
      case DictionaryVector dictionary -> {
        long[] entries = values(dictionary.dictionary());
        int[] ids = dictionary.ids();
        long[] values = new long[dictionary.length()];
        for (int i = 0; i < values.length; i++) values[i] = entries[ids[i]];
        yield values;
      }
      case FlatVector flat ->
          throw new IllegalArgumentException("not held in longs: " + flat.type());
    };
  }
}
