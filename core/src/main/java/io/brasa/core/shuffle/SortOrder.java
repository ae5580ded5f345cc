package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

import io.brasa.core.function.Function;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/**
 * An order of keys. Stated in these terms, rather than as a comparator, the engine sorts by an
 * order-preserving prefix of the key and hardly ever compares: the natural order of the common
 * types, byte strings, a component of a record, and each of these reversed. Any comparator works
 * and is slower. Nulls come first, hence last when reversed; a comparator of the user sees them
 * itself. Immutable.
 */
public sealed interface SortOrder extends Serializable {
  SortOrder NONE = new Unordered();
  SortOrder ASCENDING = new Natural(false);
  SortOrder DESCENDING = new Natural(true);

  /** The order as a comparator. Fails for {@link #NONE}. */
  Comparator<Object> comparator();

  /** The opposite order; keys that are equal stay in the order in which they came. */
  SortOrder reversed();

  /** The order of {@link Comparable} keys. */
  static SortOrder natural() {
    return ASCENDING;
  }

  /** The order of {@code byte[]} keys byte by byte, bytes being numbers from 0 to 255. */
  static SortOrder unsignedBytes() {
    return new Bytes(false);
  }

  /**
   * The natural order of what the function gives for a key, such as a component of a record. The
   * function must be serialisable and must give the same for equal keys.
   */
  static <K> SortOrder comparing(Function<? super K, ?> extractor) {
    return comparing(extractor, ASCENDING);
  }

  /** The given order of what the function gives for a key. */
  @SuppressWarnings("unchecked")
  static <K> SortOrder comparing(Function<? super K, ?> extractor, SortOrder order) {
    return new Component(
        (Function<Object, Object>) (Function<?, ?>) requireNonNull(extractor),
        requireNonNull(order));
  }

  /** The order of a comparator, which must be serialisable to travel to tasks. */
  @SuppressWarnings("unchecked")
  static SortOrder by(Comparator<?> comparator, boolean ascending) {
    return new By((Comparator<Object>) requireNonNull(comparator), !ascending);
  }

  /** Keys come in no order. */
  record Unordered() implements SortOrder {
    @Override
    public Comparator<Object> comparator() {
      throw new IllegalStateException("keys are not ordered");
    }

    @Override
    public SortOrder reversed() {
      return this;
    }
  }

  /** The order of {@link Comparable} keys. */
  record Natural(boolean isReversed) implements SortOrder {
    @Override
    public Comparator<Object> comparator() {
      return isReversed ? Natural::compareReversed : Natural::compare;
    }

    @Override
    public SortOrder reversed() {
      return isReversed ? ASCENDING : DESCENDING;
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

  /** The order of {@link #unsignedBytes}. */
  record Bytes(boolean isReversed) implements SortOrder {
    @Override
    public Comparator<Object> comparator() {
      return isReversed ? Bytes::compareReversed : Bytes::compare;
    }

    @Override
    public SortOrder reversed() {
      return new Bytes(!isReversed);
    }

    private static int compare(Object left, Object right) {
      if (left == right) return 0;
      if (left == null) return -1;
      if (right == null) return 1;
      return Arrays.compareUnsigned((byte[]) left, (byte[]) right);
    }

    private static int compareReversed(Object left, Object right) {
      return compare(right, left);
    }
  }

  /** The order of what a function gives for a key. A key that is null is given to it too. */
  record Component(Function<Object, Object> extractor, SortOrder order) implements SortOrder {
    Object of(Object key) {
      try {
        return extractor.call(key);
      } catch (Exception e) {
        throw Thrown.unchecked(e);
      }
    }

    @Override
    public Comparator<Object> comparator() {
      Comparator<Object> ofComponents = order.comparator();
      return (left, right) -> ofComponents.compare(of(left), of(right));
    }

    @Override
    public SortOrder reversed() {
      return new Component(extractor, order.reversed());
    }
  }

  /** The order of a comparator, which must be serialisable to travel to tasks. */
  record By(Comparator<Object> order, boolean isReversed) implements SortOrder {
    @Override
    public Comparator<Object> comparator() {
      return isReversed ? order.reversed() : order;
    }

    @Override
    public SortOrder reversed() {
      return new By(order, !isReversed);
    }
  }
}
