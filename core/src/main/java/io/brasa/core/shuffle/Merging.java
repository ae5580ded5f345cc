package io.brasa.core.shuffle;

import java.util.Optional;

/**
 * What is done with the values of one key; the forms of {@link Aggregation} as the tables see them.
 */
abstract sealed class Merging {
  /** A combiner of a first value. */
  abstract Object create(Object value);

  /** The combiner with a further value. */
  abstract Object add(Object combiner, Object value);

  /** One combiner of two, the first of which is of earlier values. */
  abstract Object join(Object first, Object second);

  /** Whether a combiner holds all its values, so that it grows by what each of them holds. */
  abstract boolean keepsValues();

  /** The user's functions, if they alone say what becomes of values. */
  Optional<CombineFunctions> functions() {
    return Optional.empty();
  }

  static Merging of(Aggregation aggregation, boolean isCombinedAlready) {
    return switch (aggregation) {
      case Aggregation.Combining combining -> new ByUser(combining, isCombinedAlready);
      case Aggregation.Grouping grouping ->
          throw new IllegalArgumentException("groups have a buffer of their own");
      case Aggregation.None none -> throw new IllegalArgumentException("nothing to aggregate");
    };
  }

  /**
   * The functions of the user. Values that are combiners already are created as themselves and
   * added by joining.
   */
  private static final class ByUser extends Merging {
    private final Aggregation.Combining functions;
    private final boolean isCombinedAlready;

    ByUser(Aggregation.Combining functions, boolean isCombinedAlready) {
      this.functions = functions;
      this.isCombinedAlready = isCombinedAlready;
    }

    @Override
    Optional<CombineFunctions> functions() {
      return Optional.of(
          isCombinedAlready
              ? new CombineFunctions(null, functions.mergeCombiners())
              : new CombineFunctions(functions.createCombiner(), functions.mergeValue()));
    }

    @Override
    Object create(Object value) {
      if (isCombinedAlready) return value;
      try {
        return functions.createCombiner().call(value);
      } catch (Exception e) {
        throw Thrown.unchecked(e);
      }
    }

    @Override
    Object add(Object combiner, Object value) {
      if (isCombinedAlready) return join(combiner, value);
      try {
        return functions.mergeValue().call(combiner, value);
      } catch (Exception e) {
        throw Thrown.unchecked(e);
      }
    }

    @Override
    Object join(Object first, Object second) {
      try {
        return functions.mergeCombiners().call(first, second);
      } catch (Exception e) {
        throw Thrown.unchecked(e);
      }
    }

    @Override
    boolean keepsValues() {
      return false;
    }
  }
}
