package io.brasa.sql.kernel;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.Selection;
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
    return new FoldingKernel(type, isStrict, kernel);
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
