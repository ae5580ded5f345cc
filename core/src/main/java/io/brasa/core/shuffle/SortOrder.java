package io.brasa.core.shuffle;

import java.io.Serializable;
import java.util.Comparator;

/**
 * An order of keys. The engine sorts by the natural order of the common types without calling their
 * comparisons; any other comparator works and is slower. Nulls come first in natural order, hence
 * last when reversed; a comparator of the user sees them itself.
 */
public sealed interface SortOrder extends Serializable {
  SortOrder NONE = new Unordered();
  SortOrder ASCENDING = new Natural(false);
  SortOrder DESCENDING = new Natural(true);

  /** The order as a comparator. Fails for {@link #NONE}. */
  Comparator<Object> comparator();

  /** The order of a comparator. */
  @SuppressWarnings("unchecked")
  static SortOrder by(Comparator<?> comparator, boolean ascending) {
    return new By((Comparator<Object>) comparator, !ascending);
  }

  /** Keys come in no order. */
  record Unordered() implements SortOrder {
    @Override
    public Comparator<Object> comparator() {
      throw new IllegalStateException("keys are not ordered");
    }
  }

  /** The order of {@link Comparable} keys. */
  record Natural(boolean isReversed) implements SortOrder {
    @Override
    public Comparator<Object> comparator() {
      return isReversed ? Natural::compareReversed : Natural::compare;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
      if (left == right) return 0;
      if (left == null) return -1;
      if (right == null) return 1;
      return ((Comparable<Object>) left).compareTo(right);
    }

    private static int compareReversed(Object left, Object right) {
      return compare(right, left);
    }
  }

  /** The order of a comparator, which must be serialisable to travel to tasks. */
  record By(Comparator<Object> order, boolean isReversed) implements SortOrder {
    @Override
    public Comparator<Object> comparator() {
      return isReversed ? order.reversed() : order;
    }
  }
}
