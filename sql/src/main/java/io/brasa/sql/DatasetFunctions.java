package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.core.closure.CallSite;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.Operation;
import io.brasa.core.operation.MapPartitions;
import io.brasa.sql.analysis.Analyzer;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.typed.TypedCondition;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Functions of the program's over values. They are checked now and travel to tasks. Of the columns
 * of a dataset those are read that its class has. What a function gives is found from the function:
 * a method reference and a class that implements the function tell its type with all arguments, a
 * lambda tells the class alone. Where that is not enough the rows have no columns that are known,
 * which other functions do not need; what does fails with {@code RESULT_TYPE_UNKNOWN}, and an
 * {@link Encoder} behind the function mends it.
 */
public abstract sealed class DatasetFunctions<T> extends DatasetShapes<T> permits Dataset {
  DatasetFunctions() {}

  /** Declares a function: it is checked and cleaned now. */
  final <F extends Serializable> F declared(F function, String operation) {
    return session().execution().assembly().declare(function, CallSite.here(operation));
  }

  private <U> Dataset<U> step(Operation step, Encoder<U> result, Origin origin) {
    return TypedRows.of(session(), encoder()).steps(plan(), List.of(step), result, origin);
  }

  // ---- another class

  /**
   * The same rows as values of a class, whose parts are found among the columns by name; columns
   * that the class does not have stay in the rows. Fails with {@code COLUMN_NOT_FOUND} or {@code
   * TYPE_MISMATCH}, naming the path of the field, and with {@code TYPE_WITHOUT_COLUMNS}.
   */
  public <U> Dataset<U> as(Class<U> type) {
    return as(Encoders.of(type), Columns.here("as"));
  }

  /** As {@link #as(Class)}, of a type with arguments too. */
  public <U> Dataset<U> as(Encoder<U> type) {
    return as(type, Columns.here("as"));
  }

  private <U> Dataset<U> as(Encoder<U> type, Origin origin) {
    boolean isOpaque =
        encoder().shape() instanceof Shape.OpaqueShape
            && !(type.shape() instanceof Shape.OpaqueShape);
    if (isOpaque)
      return step(new Link.Mapping("as", new Casting(type.shape().type())), type, origin);
    Decoding.of(plan(), type, origin);
    return TypedRows.dataset(session(), plan(), type);
  }

  /** Values whose class was not known are of it. */
  private record Casting(Class<?> type) implements Function<Object, Object> {
    @Override
    public Object call(Object value) {
      return type.cast(value);
    }
  }

  // ---- value by value

  /** The function's value for each row. */
  public <U> Dataset<U> map(Function<? super T, ? extends U> function) {
    Origin origin = Columns.here("map");
    return mapped(function, ResultTypes.of(function, origin), origin);
  }

  /** As {@link #map(Function)}, told what the function gives. */
  public <U> Dataset<U> map(Function<? super T, ? extends U> function, Encoder<U> result) {
    return mapped(function, result, Columns.here("map"));
  }

  @SuppressWarnings("unchecked")
  private <U> Dataset<U> mapped(
      Function<? super T, ? extends U> function, Encoder<U> result, Origin origin) {
    Function<Object, Object> declared = (Function<Object, Object>) declared(function, "map");
    return step(new Link.Mapping("map", declared), result, origin);
  }

  /** The rows for which a function is true, with all their columns. */
  @SuppressWarnings("unchecked")
  public Dataset<T> filter(Function<? super T, Boolean> predicate) {
    Origin origin = Columns.here("filter");
    Function<Object, Boolean> declared = (Function<Object, Boolean>) declared(predicate, "filter");
    if (encoder().shape() instanceof Shape.OpaqueShape)
      return step(new Link.Filtering("filter", declared), encoder(), origin);
    Decoding decoding = Decoding.of(plan(), encoder(), origin);
    UserFunction condition =
        new UserFunction(
            "filter",
            Optional.empty(),
            AtomicType.BOOLEAN,
            true,
            new TypedCondition(decoding.read(), declared));
    UserCall call = new UserCall(condition, decoding.columns(), AtomicType.BOOLEAN, false);
    return self().like(new Analyzer.Analysis(new Filter(call, plan()), List.of()));
  }

  /** All that the iterators have which the function gives for each row; they are drawn lazily. */
  public <U> Dataset<U> flatMap(FlatMapFunction<? super T, U> function) {
    Origin origin = Columns.here("flatMap");
    return flatMapped(function, ResultTypes.ofElements(function, origin), origin);
  }

  /** As {@link #flatMap(FlatMapFunction)}, told what the iterators have. */
  public <U> Dataset<U> flatMap(FlatMapFunction<? super T, U> function, Encoder<U> result) {
    return flatMapped(function, result, Columns.here("flatMap"));
  }

  @SuppressWarnings("unchecked")
  private <U> Dataset<U> flatMapped(
      FlatMapFunction<? super T, U> function, Encoder<U> result, Origin origin) {
    FlatMapFunction<Object, Object> declared =
        (FlatMapFunction<Object, Object>) (FlatMapFunction<?, ?>) declared(function, "flatMap");
    return step(new Link.Expanding("flatMap", declared), result, origin);
  }

  /** All that the function gives for the rows of each partition; called once a partition. */
  public <U> Dataset<U> mapPartitions(FlatMapFunction<Iterator<T>, U> function) {
    Origin origin = Columns.here("mapPartitions");
    return byPartition(function, ResultTypes.ofElements(function, origin), origin);
  }

  /** As {@link #mapPartitions(FlatMapFunction)}, told what the function gives. */
  public <U> Dataset<U> mapPartitions(FlatMapFunction<Iterator<T>, U> function, Encoder<U> result) {
    return byPartition(function, result, Columns.here("mapPartitions"));
  }

  @SuppressWarnings("unchecked")
  private <U> Dataset<U> byPartition(
      FlatMapFunction<Iterator<T>, U> function, Encoder<U> result, Origin origin) {
    FlatMapFunction<Object, Object> declared =
        (FlatMapFunction<Object, Object>)
            (FlatMapFunction<?, ?>) declared(function, "mapPartitions");
    return step(new MapPartitions("mapPartitions", new WithoutNumber(declared)), result, origin);
  }

  private record WithoutNumber(FlatMapFunction<Object, Object> function)
      implements Function2<Integer, Iterator<Object>, Iterator<Object>> {
    @Override
    public Iterator<Object> call(Integer partition, Iterator<Object> values) throws Exception {
      return function.call(values);
    }
  }

  // ---- groups and joins

  /**
   * Groups of rows for which the function gives equal keys. Keys are compared as columns are. Fails
   * with {@code RESULT_TYPE_UNKNOWN} or {@code TYPE_WITHOUT_COLUMNS} if the keys have no columns.
   */
  public <K> KeyValueGroupedDataset<K, T> groupByKey(Function<? super T, ? extends K> key) {
    Origin origin = Columns.here("groupByKey");
    return KeyValueGroupedDataset.of(self(), key, ResultTypes.ofKeys(key, origin), origin);
  }

  /** As {@link #groupByKey(Function)}, told what keys are. */
  public <K> KeyValueGroupedDataset<K, T> groupByKey(
      Function<? super T, ? extends K> key, Encoder<K> keys) {
    return KeyValueGroupedDataset.of(self(), key, keys, Columns.here("groupByKey"));
  }

  /** The pairs of rows for which a condition holds. */
  public <U> Dataset<Pair<T, U>> joinWith(Dataset<U> other, Column condition) {
    return PairedRows.of(self(), other, condition, "inner", Columns.here("joinWith"));
  }

  /**
   * As {@link #joinWith(Dataset, Column)}.
   *
   * @param kind {@code inner}, {@code left}, {@code right}, {@code full}: what has no partner has
   *     null
   */
  public <U> Dataset<Pair<T, U>> joinWith(Dataset<U> other, Column condition, String kind) {
    return PairedRows.of(self(), other, condition, kind, Columns.here("joinWith"));
  }
}
