package io.brasa.core;

import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.function.PairFlatMapFunction;
import io.brasa.core.function.PairFunction;
import io.brasa.core.lineage.Adapter;
import io.brasa.core.lineage.Form;
import io.brasa.core.shuffle.Aggregation;
import io.brasa.core.shuffle.ZeroValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * The engine's own functions between those of the user. Records and enums rather than lambdas: they
 * serialise small, and what they hold shows. Those that only hand on to a function of the user's
 * say so as {@link Adapter}s, so that kernels call that function themselves.
 */
final class Functions {
  private Functions() {}

  record ToPair(PairFunction<Object, Object, Object> function)
      implements Function<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.MAP_TO_PAIR;
    }

    @Override
    public Object inner() {
      return function;
    }

    @Override
    public Object call(Object value) throws Exception {
      return function.call(value);
    }
  }

  record ToPairs(PairFlatMapFunction<Object, Object, Object> function)
      implements FlatMapFunction<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.EXPAND_TO_PAIRS;
    }

    @Override
    public Object inner() {
      return function;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Iterator<Object> call(Object value) throws Exception {
      return (Iterator<Object>) (Iterator<?>) function.call(value);
    }
  }

  record Keying(Function<Object, Object> function) implements Function<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.KEY_BY;
    }

    @Override
    public Object inner() {
      return function;
    }

    @Override
    public Object call(Object value) throws Exception {
      return new Pair<>(function.call(value), value);
    }
  }

  /** The function's argument is the iterator. */
  record WithoutIndex(FlatMapFunction<Object, Object> function)
      implements Function2<Integer, Iterator<Object>, Iterator<Object>> {
    @Override
    public Iterator<Object> call(Integer partition, Iterator<Object> records) throws Exception {
      return function.call(records);
    }
  }

  /** One record of a partition: what the function makes of it. */
  record OfPartition(Function<Object, Object> function) implements FlatMapFunction<Object, Object> {
    @Override
    public Iterator<Object> call(Object records) throws Exception {
      return Collections.singletonList(function.call(records)).iterator();
    }
  }

  record OfValue(Function<Object, Object> function) implements Function<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.MAP_VALUE;
    }

    @Override
    public Object inner() {
      return function;
    }

    @Override
    public Object call(Object pair) throws Exception {
      Pair<?, ?> from = (Pair<?, ?>) pair;
      return new Pair<>(from._1(), function.call(from._2()));
    }
  }

  record OfValueFlat(FlatMapFunction<Object, Object> function)
      implements FlatMapFunction<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.EXPAND_VALUE;
    }

    @Override
    public Object inner() {
      return function;
    }

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
  enum ToKey implements Function<Object, Object>, Adapter {
    INSTANCE;

    @Override
    public Form form() {
      return Form.TO_KEY;
    }

    @Override
    public Object call(Object value) {
      return new Pair<>(value, null);
    }
  }

  /** A pair with its key alone. */
  enum WithoutValue implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object pair) {
      return new Pair<>(((Pair<?, ?>) pair)._1(), null);
    }
  }

  /** A pair as its key, seen once. */
  enum CountKey implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object pair) {
      return new Pair<>(((Pair<?, ?>) pair)._1(), 1L);
    }
  }

  /** The first value of a key, merged into a zero value of its own. */
  record FromZero(ZeroValue zero, Function2<Object, Object, Object> function)
      implements Function<Object, Object> {
    @Override
    public Object call(Object value) throws Exception {
      return function.call(zero.fresh(), value);
    }
  }

  /** A record as a key that was seen once. */
  enum CountOne implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object value) {
      return new Pair<>(value, 1L);
    }
  }

  enum ToFirst implements Function<Object, Object>, Adapter {
    INSTANCE;

    @Override
    public Form form() {
      return Form.FIRST;
    }

    @Override
    public Object call(Object pair) {
      return ((Pair<?, ?>) pair)._1();
    }
  }

  enum ToSecond implements Function<Object, Object>, Adapter {
    INSTANCE;

    @Override
    public Form form() {
      return Form.SECOND;
    }

    @Override
    public Object call(Object pair) {
      return ((Pair<?, ?>) pair)._2();
    }
  }

  /** A partition's iterator as one list. */
  enum Glom implements FlatMapFunction<Object, Object> {
    INSTANCE;

    @Override
    public Iterator<Object> call(Object records) {
      List<Object> all = new ArrayList<>();
      ((Iterator<?>) records).forEachRemaining(all::add);
      List<Object> one = new ArrayList<>(1);
      one.add(all);
      return one.iterator();
    }
  }

  enum Identity implements Function<Object, Object>, Adapter {
    INSTANCE;

    @Override
    public Form form() {
      return Form.IDENTITY;
    }

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

  /** Of two longs. Their sum is a count of records, which a long holds. */
  enum Sum implements Function2<Object, Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object first, Object second) {
      return (Long) first + (Long) second;
    }
  }

  static final Aggregation SUM =
      new Aggregation.Combining(Identity.INSTANCE, Sum.INSTANCE, Sum.INSTANCE);

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
