package io.brasa.core;

import io.brasa.core.function.DoubleFlatMapFunction;
import io.brasa.core.function.DoubleFunction;
import io.brasa.core.function.DoubleOperator;
import io.brasa.core.function.DoubleOperator2;
import io.brasa.core.function.DoublePredicate;
import io.brasa.core.function.DoubleToLongFunction;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.LongFlatMapFunction;
import io.brasa.core.function.LongFunction;
import io.brasa.core.function.LongOperator;
import io.brasa.core.function.LongOperator2;
import io.brasa.core.function.LongPredicate;
import io.brasa.core.function.LongToDoubleFunction;
import io.brasa.core.lineage.Adapter;
import io.brasa.core.lineage.Form;
import io.brasa.core.lineage.Wrapper;
import java.util.Iterator;

/**
 * Functions on primitive values as links know them. Records for the reasons that {@link Functions}
 * has; each does what its name says and nothing else, so that whoever generates code for a chain
 * can call the user's function with the bare value.
 */
final class PrimitiveFunctions {
  private PrimitiveFunctions() {}

  record ToDouble(DoubleFunction<Object> function) implements Function<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.MAP_TO_DOUBLE;
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

  record ToLong(LongFunction<Object> function) implements Function<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.MAP_TO_LONG;
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

  record ToDoubles(DoubleFlatMapFunction<Object> function)
      implements FlatMapFunction<Object, Object> {
    @Override
    @SuppressWarnings("unchecked")
    public Iterator<Object> call(Object value) throws Exception {
      return (Iterator<Object>) (Iterator<?>) function.call(value);
    }
  }

  record ToLongs(LongFlatMapFunction<Object> function) implements FlatMapFunction<Object, Object> {
    @Override
    @SuppressWarnings("unchecked")
    public Iterator<Object> call(Object value) throws Exception {
      return (Iterator<Object>) (Iterator<?>) function.call(value);
    }
  }

  record OfDouble(DoubleOperator function) implements Function<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.MAP_DOUBLE;
    }

    @Override
    public Object inner() {
      return function;
    }

    @Override
    public Object call(Object value) throws Exception {
      return function.call((Double) value);
    }
  }

  record OfLong(LongOperator function) implements Function<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.MAP_LONG;
    }

    @Override
    public Object inner() {
      return function;
    }

    @Override
    public Object call(Object value) throws Exception {
      return function.call((Long) value);
    }
  }

  record DoubleToLong(DoubleToLongFunction function) implements Function<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.DOUBLE_TO_LONG;
    }

    @Override
    public Object inner() {
      return function;
    }

    @Override
    public Object call(Object value) throws Exception {
      return function.call((Double) value);
    }
  }

  record LongToDouble(LongToDoubleFunction function) implements Function<Object, Object>, Adapter {
    @Override
    public Form form() {
      return Form.LONG_TO_DOUBLE;
    }

    @Override
    public Object inner() {
      return function;
    }

    @Override
    public Object call(Object value) throws Exception {
      return function.call((Long) value);
    }
  }

  record IfDouble(DoublePredicate predicate) implements Function<Object, Boolean>, Adapter {
    @Override
    public Form form() {
      return Form.FILTER_DOUBLE;
    }

    @Override
    public Object inner() {
      return predicate;
    }

    @Override
    public Boolean call(Object value) throws Exception {
      return predicate.call((Double) value);
    }
  }

  record IfLong(LongPredicate predicate) implements Function<Object, Boolean>, Adapter {
    @Override
    public Form form() {
      return Form.FILTER_LONG;
    }

    @Override
    public Object inner() {
      return predicate;
    }

    @Override
    public Boolean call(Object value) throws Exception {
      return predicate.call((Long) value);
    }
  }

  record OfDoubles(DoubleOperator2 function) implements Function2<Double, Double, Double>, Wrapper {
    @Override
    public Object inner() {
      return function;
    }

    @Override
    public Double call(Double first, Double second) throws Exception {
      return function.call(first, second);
    }
  }

  record OfLongs(LongOperator2 function) implements Function2<Long, Long, Long>, Wrapper {
    @Override
    public Object inner() {
      return function;
    }

    @Override
    public Long call(Long first, Long second) throws Exception {
      return function.call(first, second);
    }
  }

  /** A {@code long} as the nearest {@code double}. */
  enum Widen implements LongToDoubleFunction {
    INSTANCE;

    @Override
    public double call(long value) {
      return value;
    }
  }
}
