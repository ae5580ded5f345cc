package io.brasa.core;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Pair;
import io.brasa.core.function.Quadruple;
import io.brasa.core.function.Triple;
import io.brasa.runtime.error.EngineException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What is made of the groups of a cogroup, beside {@link Functions.InnerJoin}. */
final class JoinFunctions {
  private JoinFunctions() {}

  @SuppressWarnings("unchecked")
  private static Pair<Object, List<Object>[]> group(Object cogrouped) {
    return (Pair<Object, List<Object>[]>) cogrouped;
  }

  /**
   * Every pair of a left and a right value of a key, where a side without values counts as one
   * absent value if the other side is kept.
   *
   * @param keepsLeft left values stay without a right one, hence right ones are optional
   * @param keepsRight right values stay without a left one, hence left ones are optional
   */
  record OuterJoin(String operation, boolean keepsLeft, boolean keepsRight)
      implements FlatMapFunction<Object, Object> {
    /** Stands for the values of a side that has none; compared by identity, hence never encoded. */
    private static final Object ABSENT = new Object();

    private static final List<Object> NOTHING = List.of(ABSENT);

    @Override
    public Iterator<Object> call(Object cogrouped) {
      Pair<Object, List<Object>[]> group = group(cogrouped);
      List<Object> left = group._2()[0];
      List<Object> right = group._2()[1];
      if (left.isEmpty()) return keepsRight ? pairs(group._1(), NOTHING, right) : nothing();
      if (right.isEmpty()) return keepsLeft ? pairs(group._1(), left, NOTHING) : nothing();
      return pairs(group._1(), left, right);
    }

    private static Iterator<Object> nothing() {
      return Collections.emptyIterator();
    }

    private Iterator<Object> pairs(Object key, Iterable<Object> left, Iterable<Object> right) {
      Iterator<Object> outer = left.iterator();
      return new Iterator<>() {
        private Iterator<Object> inner = nothing();
        private Object current;

        @Override
        public boolean hasNext() {
          return inner.hasNext() || outer.hasNext();
        }

        @Override
        public Object next() {
          if (!inner.hasNext()) {
            Object value = outer.next();
            current = keepsRight ? optional(key, value, "left") : value;
            inner = right.iterator();
          }
          Object other = inner.next();
          return new Pair<>(
              key, new Pair<>(current, keepsLeft ? optional(key, other, "right") : other));
        }
      };
    }

    private Object optional(Object key, Object value, String side) {
      if (value == ABSENT) return Optional.empty();
      if (value == null) throw nullValue(key, side);
      return Optional.of(value);
    }

    private EngineException nullValue(Object key, String side) {
      return new EngineException(
          CoreError.JOIN_VALUE_NULL,
          "The "
              + side
              + " side of "
              + operation
              + " has a null for the key '"
              + shown(key)
              + "', which an Optional cannot tell from absence",
          "Use cogroup, which keeps nulls, or replace them before by mapValues, for example by"
              + " Optional::ofNullable");
    }
  }

  /** A key as messages show it. */
  static String shown(Object key) {
    String text = String.valueOf(key);
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  /** The left pairs of keys that are on the left only. */
  enum LeftOnly implements FlatMapFunction<Object, Object> {
    INSTANCE;

    @Override
    public Iterator<Object> call(Object cogrouped) {
      Pair<Object, List<Object>[]> group = group(cogrouped);
      if (!group._2()[1].isEmpty()) return Collections.emptyIterator();
      Iterator<Object> values = group._2()[0].iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return values.hasNext();
        }

        @Override
        public Object next() {
          return new Pair<>(group._1(), values.next());
        }
      };
    }
  }

  /** Three lists of a cogroup as iterables. */
  enum ThreeGroups implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object cogrouped) {
      Pair<Object, List<Object>[]> group = group(cogrouped);
      List<Object>[] lists = group._2();
      return new Pair<>(group._1(), new Triple<>(lists[0], lists[1], lists[2]));
    }
  }

  /** Four lists of a cogroup as iterables. */
  enum FourGroups implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object cogrouped) {
      Pair<Object, List<Object>[]> group = group(cogrouped);
      List<Object>[] lists = group._2();
      return new Pair<>(group._1(), new Quadruple<>(lists[0], lists[1], lists[2], lists[3]));
    }
  }
}
