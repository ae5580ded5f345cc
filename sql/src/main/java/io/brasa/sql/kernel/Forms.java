package io.brasa.sql.kernel;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.function.Kernel;

/**
 * Kernels that compute what is constant once, and what lies in one dictionary once for each entry
 * that is in use. Only for functions whose results depend on their arguments alone.
 */
public final class Forms {
  private Forms() {}

  /**
   * A kernel as another computes it.
   *
   * @param isStrict whether the result is null if an argument is
   */
  public static Kernel folding(DataType type, boolean isStrict, Kernel kernel) {
    return (arguments, length, rows) -> {
      int count = rows == null ? length : rows.count();
      if (count == 0) return Vectors.nulls(type, length);
      int dictionary = -1;
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof ConstantVector) continue;
        if (dictionary >= 0 || !isFoldable(arguments[i], count, isStrict))
          return kernel.apply(arguments, length, rows);
        dictionary = i;
      }
      return dictionary < 0
          ? constant(arguments, length, kernel)
          : onEntries(arguments, dictionary, length, rows, kernel);
    };
  }

  private static boolean isFoldable(Vector argument, int count, boolean isStrict) {
    return argument instanceof DictionaryVector dictionary
        && 2 * dictionary.dictionary().length() <= count
        && (isStrict || dictionary.nulls() == null);
  }

  private static Vector constant(Vector[] arguments, int length, Kernel kernel) {
    Vector[] ones = new Vector[arguments.length];
    for (int i = 0; i < ones.length; i++) ones[i] = ((ConstantVector) arguments[i]).value();
    Vector one = kernel.apply(ones, 1, null);
    return new ConstantVector(Vectors.flat(one), length);
  }

  private static Vector onEntries(
      Vector[] arguments, int index, int length, Selection rows, Kernel kernel) {
    DictionaryVector argument = (DictionaryVector) arguments[index];
    FlatVector entries = argument.dictionary();
    Vector[] smaller = new Vector[arguments.length];
    for (int i = 0; i < smaller.length; i++) {
      smaller[i] =
          i == index
              ? entries
              : new ConstantVector(((ConstantVector) arguments[i]).value(), entries.length());
    }
    Vector results = kernel.apply(smaller, entries.length(), used(argument, rows));
    return DictionaryVector.of(results, argument.ids(), length, argument.nulls());
  }

  /** The entries that rows asked for point to. */
  public static Selection used(DictionaryVector vector, Selection rows) {
    boolean[] isUsed = new boolean[vector.dictionary().length()];
    int[] ids = vector.ids();
    boolean[] nulls = vector.nulls();
    int count = rows == null ? vector.length() : rows.count();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls == null || !nulls[row]) isUsed[ids[row]] = true;
    }
    int[] places = new int[isUsed.length];
    int used = 0;
    for (int i = 0; i < places.length; i++) {
      places[used] = i;
      if (isUsed[i]) used++;
    }
    return new Selection(places, used);
  }
}
