package io.brasa.core;

import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.function.PairFlatMapFunction;
import io.brasa.core.function.PairFunction;
import io.brasa.core.shuffle.Aggregation;
import java.util.Iterator;
import java.util.List;

/**
 * The engine's own functions between those of the user. Records and enums rather than lambdas: they
 * serialise small, and what they hold shows.
 */
final class Functions {
  private Functions() {}

  record ToPair(PairFunction<Object, Object, Object> function) implements Function<Object, Object> {
    @Override
    public Object call(Object value) throws Exception {
      return function.call(value);
    }
  }

  record ToPairs(PairFlatMapFunction<Object, Object, Object> function)
      implements FlatMapFunction<Object, Object> {
    @Override
    @SuppressWarnings("unchecked")
    public Iterator<Object> call(Object value) throws Exception {
      return (Iterator<Object>) (Iterator<?>) function.call(value);
    }
  }

  record Keying(Function<Object, Object> function) implements Function<Object, Object> {
    @Override
    public Object call(Object value) throws Exception {
      return new Pair<>(function.call(value), value);
    }
  }

  record WithoutIndex(FlatMapFunction<Iterator<Object>, Object> function)
      implements Function2<Integer, Iterator<Object>, Iterator<Object>> {
    @Override
    public Iterator<Object> call(Integer partition, Iterator<Object> records) throws Exception {
      return function.call(records);
    }
  }

  record OfValue(Function<Object, Object> function) implements Function<Object, Object> {
    @Override
    public Object call(Object pair) throws Exception {
      Pair<?, ?> from = (Pair<?, ?>) pair;
      return new Pair<>(from._1(), function.call(from._2()));
    }
  }

  record OfValueFlat(FlatMapFunction<Object, Object> function)
      implements FlatMapFunction<Object, Object> {
    @Override
    public Iterator<Object> call(Object pair) throws Exception {
      Pair<?, ?> from = (Pair<?, ?>) pair;
      Iterator<Object> values = function.call(from._2());
      return values == null ? null : new Keyed(from._1(), values);
    }

    private record Keyed(Object key, Iterator<Object> values)
        implements Iterator<Object>, AutoCloseable {
      @Override
      public boolean hasNext() {
        return values.hasNext();
      }

      @Override
      public Object next() {
        return new Pair<>(key, values.next());
      }

      @Override
      public void close() throws Exception {
        if (values instanceof AutoCloseable closeable) closeable.close();
      }
    }
  }

  /** A record as a key without value. */
  enum ToKey implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object value) {
      return new Pair<>(value, null);
    }
  }

  enum ToFirst implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object pair) {
      return ((Pair<?, ?>) pair)._1();
    }
  }

  enum ToSecond implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object pair) {
      return ((Pair<?, ?>) pair)._2();
    }
  }

  enum Identity implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object value) {
      return value;
    }
  }

  enum First implements Function2<Object, Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object first, Object second) {
      return first;
    }
  }

  static final Aggregation FIRST =
      new Aggregation.Combining(Identity.INSTANCE, First.INSTANCE, First.INSTANCE);

  /** Two lists of a cogroup as a pair of iterables. */
  enum TwoGroups implements Function<Object, Object> {
    INSTANCE;

    @Override
    @SuppressWarnings("unchecked")
    public Object call(Object cogrouped) {
      Pair<Object, List<Object>[]> group = (Pair<Object, List<Object>[]>) cogrouped;
      return new Pair<>(group._1(), new Pair<>(group._2()[0], group._2()[1]));
    }
  }
}
