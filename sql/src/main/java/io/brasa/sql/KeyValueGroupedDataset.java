package io.brasa.sql;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.core.function.FlatMapFunction2;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Function3;
import io.brasa.core.function.Pair;
import io.brasa.core.function.Quadruple;
import io.brasa.core.function.Triple;
import io.brasa.sql.analysis.Analyzer;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Program;
import io.brasa.sql.logical.Project;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import io.brasa.sql.typed.TypedCode;
import io.brasa.sql.typed.TypedSource;
import io.brasa.sql.typed.TypedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows grouped by a key that a function gives: {@link Dataset#groupByKey}. Functions of whole
 * groups get an iterator over the values of each, which is drawn once and in no certain order; rows
 * come together and are sorted by the engine's own exchange and sort, so that a group may be larger
 * than memory. Aggregates need less: parts of a group are aggregated where they lie. Immutable and
 * thread-safe.
 *
 * @param <K> the class of the keys
 * @param <V> the class of the values
 */
public final class KeyValueGroupedDataset<K, V> {
  private final BrasaSession session;
  private final DataFrame rows;
  private final Attribute key;
  private final Encoder<K> keys;
  private final Decoding values;
  private final Encoder<V> encoder;

  /**
   * @param rows with the key and what values are read from
   */
  private KeyValueGroupedDataset(
      BrasaSession session,
      DataFrame rows,
      Attribute key,
      Encoder<K> keys,
      Decoding values,
      Encoder<V> encoder) {
    this.session = session;
    this.rows = rows;
    this.key = key;
    this.keys = keys;
    this.values = values;
    this.encoder = encoder;
  }

  static <K, V> KeyValueGroupedDataset<K, V> of(
      Dataset<V> input, Function<? super V, ? extends K> function, Encoder<K> keys, Origin origin) {
    keys.requireColumns();
    if (holdsMap(keys.shape().dataType()))
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          origin,
          "Keys are maps or hold some, which have no order",
          "Give a record, a text or a number as the key");
    Decoding values = Decoding.of(input.plan(), input.encoder(), origin);
    BrasaSession session = input.session();
    Named key = valued("key", input.declared(function, "groupByKey"), values, keys, session);
    List<Named> all = new ArrayList<>();
    for (Attribute column : input.plan().output()) all.add(Named.of(column));
    all.add(key);
    List<List<String>> qualifiers = new ArrayList<>(input.analysis().qualifiers());
    if (!qualifiers.isEmpty()) qualifiers.add(List.of());
    Analyzer.Analysis analysis = new Analyzer.Analysis(new Project(all, input.plan()), qualifiers);
    return new KeyValueGroupedDataset<>(
        session, new DataFrame(session, analysis), key.attribute(), keys, values, input.encoder());
  }

  /** Groups by columns. */
  static <K, V> KeyValueGroupedDataset<K, V> of(
      DataFrame input, List<Syntax> by, Encoder<K> keys, Encoder<V> encoder, Origin origin) {
    DataFrame named = input.select(by.stream().map(Column::new).toArray(Column[]::new));
    Decoding.of(named.plan(), keys, origin);
    Syntax key = keys.shape().isRow() ? Syntax.Call.of("struct", by, origin) : by.getFirst();
    Column[] all = new Column[input.plan().output().size() + 1];
    for (int i = 0; i < all.length - 1; i++)
      all[i] = new Column(new Syntax.Resolved(input.plan().output().get(i), origin));
    all[all.length - 1] = new Column(Syntax.Alias.of(key, "key", origin));
    DataFrame rows = input.select(all);
    List<Attribute> output = rows.plan().output();
    Decoding values = Decoding.of(output.subList(0, output.size() - 1), encoder, origin);
    return new KeyValueGroupedDataset<>(
        input.session(), rows, output.getLast(), keys, values, encoder);
  }

  private static boolean holdsMap(DataType type) {
    return switch (type) {
      case MapType _ -> true;
      case ArrayType array -> holdsMap(array.elementType());
      case StructType struct ->
          struct.fields().stream().anyMatch(field -> holdsMap(field.dataType()));
      default -> false;
    };
  }

  /** A column of what a function makes of values. */
  @SuppressWarnings("unchecked")
  private static Named valued(
      String name,
      Function<?, ?> function,
      Decoding values,
      Encoder<?> result,
      BrasaSession session) {
    Shape shape = result.shape();
    UserFunction made =
        new UserFunction(
            name,
            Optional.empty(),
            shape.dataType(),
            true,
            new TypedValue(values.read(), (Function<Object, Object>) function, shape));
    Expression call = new UserCall(made, values.columns(), shape.dataType(), shape.nullable());
    return new Named(call, session.ids().attribute(name, call));
  }

  // ---- other keys and values

  /** The same groups with values that a function makes of these. */
  public <W> KeyValueGroupedDataset<K, W> mapValues(Function<? super V, ? extends W> function) {
    return mapped(function, ResultTypes.of(function, Columns.here("mapValues")));
  }

  /** As {@link #mapValues(Function)}, told what the function gives. */
  public <W> KeyValueGroupedDataset<K, W> mapValues(
      Function<? super V, ? extends W> function, Encoder<W> result) {
    return mapped(function, result);
  }

  private <W> KeyValueGroupedDataset<K, W> mapped(
      Function<? super V, ? extends W> function, Encoder<W> result) {
    Function<?, ?> declared =
        session
            .execution()
            .assembly()
            .declare(function, io.brasa.core.closure.CallSite.here("mapValues"));
    Named value = valued("value", declared, values, result, session);
    Project both = new Project(List.of(Named.of(key), value), rows.plan());
    return new KeyValueGroupedDataset<>(
        session,
        new DataFrame(session, new Analyzer.Analysis(both, List.of())),
        key,
        keys,
        Decoding.whole(value.attribute(), result),
        result);
  }

  /** The same groups, whose keys are read as another class of the same columns. */
  public <L> KeyValueGroupedDataset<L, V> keyAs(Encoder<L> type) {
    Decoding.of(List.of(key), wrapped(type), Columns.here("keyAs"));
    return new KeyValueGroupedDataset<>(session, rows, key, type, values, encoder);
  }

  /** A value as the only part of a row: what is read as a whole is checked so. */
  private static Encoder<?> wrapped(Encoder<?> type) {
    return Encoder.of(
        new Shape.StructShape(Object.class, List.of(new Shape.Member("key", type.shape()))));
  }

  /** Each key once. */
  public Dataset<K> keys() {
    Origin origin = Columns.here("keys");
    DataFrame distinct = rows.select(keyColumn(origin)).distinct();
    DataFrame flat = keys.shape().isRow() ? distinct.select("key.*") : distinct.toDF("value");
    return TypedRows.dataset(session, flat.plan(), keys);
  }

  private Column keyColumn(Origin origin) {
    return new Column(new Syntax.Resolved(key, origin));
  }

  // ---- whole groups

  /** What the function makes of each group. */
  public <U> Dataset<U> mapGroups(Function2<K, java.util.Iterator<V>, U> function) {
    return grouped(function, ResultTypes.of(function, Columns.here("mapGroups")));
  }

  /** As {@link #mapGroups(Function2)}, told what the function gives. */
  public <U> Dataset<U> mapGroups(
      Function2<K, java.util.Iterator<V>, U> function, Encoder<U> result) {
    return grouped(function, result);
  }

  private <U> Dataset<U> grouped(
      Function2<K, java.util.Iterator<V>, U> function, Encoder<U> result) {
    return grouped("mapGroups", new GroupFunctions.One(declared(function, "mapGroups")), result);
  }

  @SuppressWarnings("unchecked")
  private static <A, B> A cast(B function) {
    return (A) function;
  }

  private <F extends java.io.Serializable, G> G declared(F function, String operation) {
    return cast(
        session
            .execution()
            .assembly()
            .declare(function, io.brasa.core.closure.CallSite.here(operation)));
  }

  private <U> Dataset<U> grouped(
      String name,
      FlatMapFunction2<Object, java.util.Iterator<Object>, Object> function,
      Encoder<U> result,
      SortKey... order) {
    TypedSource source = new TypedSource.Groups(name, keyRead(), values.read(), function);
    return TypedRows.program(
        session,
        new TypedCode(source, List.of(), result.shape()),
        List.of(input(List.of(order))),
        result);
  }

  private TypedSource.Read keyRead() {
    return Decoding.whole(key, keys).read();
  }

  private Program.Input input(List<SortKey> order) {
    return new Program.Input(List.of(key), values.columns(), order, rows.plan());
  }

  /** All that the function gives for each group; its iterators are drawn lazily. */
  public <U> Dataset<U> flatMapGroups(FlatMapFunction2<K, java.util.Iterator<V>, U> function) {
    return flatMapGroups(function, ResultTypes.ofElements(function, Columns.here("flatMapGroups")));
  }

  /** As {@link #flatMapGroups(FlatMapFunction2)}, told what the function gives. */
  public <U> Dataset<U> flatMapGroups(
      FlatMapFunction2<K, java.util.Iterator<V>, U> function, Encoder<U> result) {
    return grouped("flatMapGroups", declared(function, "flatMapGroups"), result);
  }

  /** As {@link #flatMapGroups}, the values of each group in an order of their columns. */
  public <U> Dataset<U> flatMapSortedGroups(
      Column[] order, FlatMapFunction2<K, java.util.Iterator<V>, U> function) {
    return flatMapSortedGroups(
        order, function, ResultTypes.ofElements(function, Columns.here("flatMapSortedGroups")));
  }

  /** As {@link #flatMapSortedGroups(Column[], FlatMapFunction2)}, told what the function gives. */
  public <U> Dataset<U> flatMapSortedGroups(
      Column[] order, FlatMapFunction2<K, java.util.Iterator<V>, U> function, Encoder<U> result) {
    List<SortKey> keysOfOrder = new ArrayList<>();
    for (Column each : order) {
      Syntax.SortItem item = each.sortItem();
      Expression expression = rows.expression(item.expression());
      keysOfOrder.add(
          new SortKey(
              expression, item.isDescending(), item.isNullsFirst().orElse(!item.isDescending())));
    }
    return grouped(
        "flatMapSortedGroups",
        declared(function, "flatMapSortedGroups"),
        result,
        keysOfOrder.toArray(SortKey[]::new));
  }

  /** All that the function gives for each key of either, with the groups of both. */
  public <W, U> Dataset<U> cogroup(
      KeyValueGroupedDataset<K, W> other,
      Function3<K, java.util.Iterator<V>, java.util.Iterator<W>, java.util.Iterator<U>> function) {
    return cogroup(other, function, ResultTypes.ofElements(function, Columns.here("cogroup")));
  }

  /** As {@link #cogroup(KeyValueGroupedDataset, Function3)}, told what the function gives. */
  public <W, U> Dataset<U> cogroup(
      KeyValueGroupedDataset<K, W> other,
      Function3<K, java.util.Iterator<V>, java.util.Iterator<W>, java.util.Iterator<U>> function,
      Encoder<U> result) {
    if (!key.type().equals(other.key.type()))
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          Columns.here("cogroup"),
          "Keys are "
              + key.type().sql()
              + " on one side and "
              + other.key.type().sql()
              + " on the"
              + " other",
          "Let both functions give keys of one class");
    TypedSource source =
        new TypedSource.CoGroups(
            "cogroup",
            keyRead(),
            values.read(),
            other.values.read(),
            declared(function, "cogroup"));
    return TypedRows.program(
        session,
        new TypedCode(source, List.of(), result.shape()),
        List.of(input(List.of()), other.input(List.of())),
        result);
  }

  // ---- aggregates

  /** One value of each group: of two by the function, and so on, in any order. */
  public Dataset<Pair<K, V>> reduceGroups(Function2<V, V, V> function) {
    Shape buffer = new Shape.OptionalShape(encoder.shape());
    GroupFunctions.Reducing fold = new GroupFunctions.Reducing(declared(function, "reduceGroups"));
    return agg(TypedColumn.of(fold, Encoder.of(buffer), whole(encoder)));
  }

  /** An encoder that is not asked for columns: its values stay whole. */
  private static <U> Encoder<U> whole(Encoder<U> type) {
    return Encoder.of(type.shape());
  }

  /** How many rows each group has. */
  public Dataset<Pair<K, Long>> count() {
    return agg(functions.count(functions.lit(1)).as(Encoders.LONG()).name("count"));
  }

  /** An aggregate of each group. */
  public <U> Dataset<Pair<K, U>> agg(TypedColumn<? super V, U> column) {
    return aggregated(Pair.class, column);
  }

  /** Two aggregates of each group. */
  public <U, W> Dataset<Triple<K, U, W>> agg(
      TypedColumn<? super V, U> first, TypedColumn<? super V, W> second) {
    return aggregated(Triple.class, first, second);
  }

  /** Three aggregates of each group. */
  public <U, W, X> Dataset<Quadruple<K, U, W, X>> agg(
      TypedColumn<? super V, U> first,
      TypedColumn<? super V, W> second,
      TypedColumn<? super V, X> third) {
    return aggregated(Quadruple.class, first, second, third);
  }

  private <R> Dataset<R> aggregated(Class<?> tuple, TypedColumn<?, ?>... columns) {
    List<Column> resolved = new ArrayList<>();
    List<Shape.Member> members = new ArrayList<>();
    members.add(new Shape.Member("_1", keys.shape()));
    for (TypedColumn<?, ?> column : columns) {
      resolved.add(column.over(session, values));
      members.add(new Shape.Member("_" + (members.size() + 1), column.encoder().shape()));
    }
    DataFrame grouped =
        rows.groupBy(keyColumn(Columns.here("agg")))
            .agg(resolved.getFirst(), resolved.subList(1, resolved.size()).toArray(Column[]::new));
    Encoder<R> encoderOfAll = Encoder.of(new Shape.StructShape(tuple, members));
    Decoding.of(grouped.plan(), encoderOfAll, Columns.here("agg"));
    return TypedRows.dataset(session, grouped.plan(), encoderOfAll);
  }
}
