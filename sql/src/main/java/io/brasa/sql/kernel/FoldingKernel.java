package io.brasa.sql.kernel;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.function.Kernel;

/**
 * A kernel that computes what is constant once, and what lies in a dictionary by entries. At first
 * only those entries are computed that rows asked for point to; a dictionary that comes again is
 * computed as a whole, and its results serve all further batches that share it, unless that fails.
 */
final class FoldingKernel implements Kernel {
  /** Dictionaries of more entries are not computed as a whole. */
  private static final int MAX_ENTRIES = 1 << 14;

  private final DataType type;
  private final boolean isStrict;
  private final Kernel kernel;

  /** The dictionary of the last batch, and the constants beside it. */
  private FlatVector known;

  private FlatVector[] constants = {};

  /** By entry of the known dictionary; null if they are not computed. */
  private Vector results;

  private boolean isFailing;

  FoldingKernel(DataType type, boolean isStrict, Kernel kernel) {
    this.type = type;
    this.isStrict = isStrict;
    this.kernel = kernel;
  }

  @Override
  public Vector apply(Vector[] arguments, int length, Selection rows) {
    int count = rows == null ? length : rows.count();
    if (count == 0) return Vectors.nulls(type, length);
    int index = -1;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof ConstantVector) continue;
      if (index >= 0 || !isDictionary(arguments[i])) return kernel.apply(arguments, length, rows);
      index = i;
    }
    return index < 0 ? constant(arguments, length) : byEntries(arguments, index, length, rows);
  }

  private boolean isDictionary(Vector argument) {
    return argument instanceof DictionaryVector dictionary
        && (isStrict || dictionary.nulls() == null);
  }

  private Vector constant(Vector[] arguments, int length) {
    Vector[] ones = new Vector[arguments.length];
    for (int i = 0; i < ones.length; i++) ones[i] = ((ConstantVector) arguments[i]).value();
    Vector one = kernel.apply(ones, 1, null);
    return new ConstantVector(Vectors.flat(one), length);
  }

  private Vector byEntries(Vector[] arguments, int index, int length, Selection rows) {
    DictionaryVector argument = (DictionaryVector) arguments[index];
    FlatVector entries = argument.dictionary();
    if (!isKnown(arguments, entries)) {
      remember(arguments, entries);
    } else if (results == null && !isFailing && entries.length() <= MAX_ENTRIES) {
      computeAll(arguments, index);
    }
    if (results != null)
      return DictionaryVector.of(results, argument.ids(), length, argument.nulls());
    int count = rows == null ? length : rows.count();
    if (2 * entries.length() > count) return kernel.apply(arguments, length, rows);
    Vector used =
        kernel.apply(onEntries(arguments, index), entries.length(), Forms.used(argument, rows));
    return DictionaryVector.of(used, argument.ids(), length, argument.nulls());
  }

  private boolean isKnown(Vector[] arguments, FlatVector entries) {
    if (entries != known || constants.length != arguments.length) return false;
    for (int i = 0; i < arguments.length; i++) {
      FlatVector value = arguments[i] instanceof ConstantVector constant ? constant.value() : null;
      if (value != constants[i]) return false;
    }
    return true;
  }

  private void remember(Vector[] arguments, FlatVector entries) {
    known = entries;
    constants = new FlatVector[arguments.length];
    for (int i = 0; i < arguments.length; i++)
      constants[i] = arguments[i] instanceof ConstantVector constant ? constant.value() : null;
    results = null;
    isFailing = false;
  }

  private void computeAll(Vector[] arguments, int index) {
    try {
      results = kernel.apply(onEntries(arguments, index), known.length(), null);
    } catch (EngineException _) {
      // Of an entry that perhaps nobody asks for: then the others are computed batch by batch.
      isFailing = true;
    }
  }

  private static Vector[] onEntries(Vector[] arguments, int index) {
    FlatVector entries = ((DictionaryVector) arguments[index]).dictionary();
    Vector[] smaller = new Vector[arguments.length];
    for (int i = 0; i < smaller.length; i++) {
      smaller[i] =
          i == index
              ? entries
              : new ConstantVector(((ConstantVector) arguments[i]).value(), entries.length());
    }
    return smaller;
  }
}
