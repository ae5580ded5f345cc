package io.brasa.core.shuffle;

import java.util.ArrayList;
import java.util.List;
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
      case Aggregation.Grouping grouping -> new Lists();
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

  /** Collects into a list. */
  private static final class Lists extends Merging {
    @Override
    Object create(Object value) {
      List<Object> list = new ArrayList<>(4);
      list.add(value);
      return list;
    }

    @Override
    @SuppressWarnings("unchecked")
    Object add(Object combiner, Object value) {
      ((List<Object>) combiner).add(value);
      return combiner;
    }

    @Override
    @SuppressWarnings("unchecked")
    Object join(Object first, Object second) {
      ((List<Object>) first).addAll((List<Object>) second);
      return first;
    }

    @Override
    boolean keepsValues() {
      return true;
    }
  }

  /**
   * Collects into one list per input, null until its first value; inputs come one after the other.
   */
  static final class ListsByInput extends Merging {
    private final int inputCount;
    private int input;

    ListsByInput(int inputCount) {
      this.inputCount = inputCount;
    }

    /**
     * @param input the one that values come from until the next call
     */
    void from(int input) {
      this.input = input;
    }

    @Override
    Object create(Object value) {
      List<Object> lists = new ArrayList<>(inputCount);
      for (int i = 0; i < inputCount; i++) lists.add(null);
      return add(lists, value);
    }

    @Override
    @SuppressWarnings("unchecked")
    Object add(Object combiner, Object value) {
      List<Object> lists = (List<Object>) combiner;
      List<Object> list = (List<Object>) lists.get(input);
      if (list == null) {
        list = new ArrayList<>(4);
        lists.set(input, list);
      }
      list.add(value);
      return combiner;
    }

    @Override
    @SuppressWarnings("unchecked")
    Object join(Object first, Object second) {
      List<Object> lists = (List<Object>) first;
      List<Object> others = (List<Object>) second;
      for (int i = 0; i < inputCount; i++) {
        if (lists.get(i) == null) lists.set(i, others.get(i));
        else if (others.get(i) != null)
          ((List<Object>) lists.get(i)).addAll((List<Object>) others.get(i));
      }
      return lists;
    }

    @Override
    boolean keepsValues() {
      return true;
    }
  }
}
