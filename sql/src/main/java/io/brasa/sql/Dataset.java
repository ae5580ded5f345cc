package io.brasa.sql;

import static java.util.Objects.requireNonNull;

import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.Analyzer;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.JoinHint;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.JoinCondition;
import io.brasa.sql.syntax.Relation.JoinKind;
import io.brasa.sql.syntax.Relation.SetKind;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Rows that are values of a class of the program's, as a query that is run when its rows are asked
 * for. Functions of the program's get and give such values ({@link #map}, {@link #groupByKey}…); at
 * the same time the rows have columns, so that everything a {@link DataFrame} does can be done with
 * them ({@link #select}, {@link #groupBy}…), and both are one plan. Each method that gives another
 * dataset finds out at once what names and types it means, and fails with the code of the error
 * ({@code COLUMN_NOT_FOUND}, {@code TYPE_MISMATCH}, …) naming the line of the program. Immutable
 * and thread-safe.
 *
 * @param <T> a record, a bean, or a single value: see {@link Encoders}
 */
public sealed class Dataset<T> extends DatasetFunctions<T> permits DataFrame {
  private static final Set<String> HINTS =
      Set.of(
          "broadcast",
          "broadcastjoin",
          "mapjoin",
          "merge",
          "mergejoin",
          "shuffle_merge",
          "shuffle_hash",
          "shuffle_replicate_nl",
          "coalesce",
          "repartition",
          "repartition_by_range",
          "rebalance");

  private final BrasaSession session;
  private final Analyzer.Analysis analysis;
  private final Encoder<T> encoder;

  Dataset(BrasaSession session, Analyzer.Analysis analysis, Encoder<T> encoder) {
    this.session = requireNonNull(session);
    this.analysis = requireNonNull(analysis);
    this.encoder = encoder;
  }

  @Override
  final LogicalPlan plan() {
    return analysis.plan();
  }

  @Override
  final BrasaSession session() {
    return session;
  }

  @Override
  Dataset<T> self() {
    return this;
  }

  @Override
  Encoder<T> encoder() {
    return encoder;
  }

  /** Fails if nothing is known of columns. */
  void requireColumns() {
    encoder.requireColumns();
  }

  final Analyzer.Analysis analysis() {
    return analysis;
  }

  /** The same class of rows from another plan, which has the columns that they need. */
  Dataset<T> like(Analyzer.Analysis other) {
    return new Dataset<>(session, other, encoder);
  }

  /** What stands for these rows in a further query. */
  final Relation relation(Origin origin) {
    return new Relation.Analyzed(plan(), analysis.qualifiers(), analysis.hint(), origin);
  }

  /** The rows of a relation over these, made by a call of the user's. */
  final DataFrame derived(String operation, BiFunction<Relation, Origin, Relation> made) {
    requireColumns();
    Origin origin = Columns.here(operation);
    return session.analyzed(made.apply(relation(origin), origin));
  }

  /** As {@link #derived}, where rows stay what they are. */
  private Dataset<T> same(String operation, BiFunction<Relation, Origin, Relation> made) {
    Origin origin = Columns.here(operation);
    return like(session.analysisOf(made.apply(relation(origin), origin)));
  }

  /** As {@link #same}, of what names columns or compares rows. */
  private Dataset<T> sameOfColumns(String operation, BiFunction<Relation, Origin, Relation> made) {
    requireColumns();
    return same(operation, made);
  }

  private DataFrame projected(String operation, List<Syntax> items) {
    return derived(operation, (input, origin) -> new Relation.Project(input, items, origin));
  }

  // ---- schema

  public StructType schema() {
    requireColumns();
    return plan().schema();
  }

  public String[] columns() {
    return schema().fieldNames().toArray(String[]::new);
  }

  /** Names and types of the columns. */
  public Map<String, String> dtypes() {
    Map<String, String> types = new LinkedHashMap<>();
    for (StructField field : schema().fields())
      types.put(field.name(), field.dataType().simpleString());
    return types;
  }

  public void printSchema() {
    System.out.println(schema().treeString());
  }

  public BrasaSession sparkSession() {
    return session;
  }

  /**
   * A column of this DataFrame, which stays that column in queries made from it, also where others
   * have its name. Fails with {@code COLUMN_NOT_FOUND} or {@code COLUMN_AMBIGUOUS}.
   */
  public Column col(String name) {
    Origin origin = Columns.here("col");
    Syntax written = Columns.named(name, origin);
    if (!(written instanceof Syntax.Name(List<String> parts, Origin _))) return new Column(written);
    if (parts.contains("_metadata") && !schema().fieldNames().contains("_metadata"))
      return new Column(written);
    for (int count = 1; count < parts.size(); count++) {
      Optional<Attribute> column = attribute(parts.subList(0, count), origin);
      if (column.isEmpty() || !(column.get().type() instanceof StructType)) continue;
      Syntax value = new Syntax.Resolved(column.get(), origin);
      for (String field : parts.subList(count, parts.size()))
        value = new Syntax.Field(value, field, origin);
      return new Column(Syntax.Alias.of(value, parts.getLast(), origin));
    }
    return new Column(new Syntax.Resolved(found(written), origin));
  }

  private Optional<Attribute> attribute(List<String> parts, Origin origin) {
    try {
      return found(new Syntax.Name(parts, origin)) instanceof Attribute a
          ? Optional.of(a)
          : Optional.empty();
    } catch (EngineException e) {
      return Optional.empty();
    }
  }

  /** An expression over the columns. */
  final Expression expression(Syntax written) {
    return found(written);
  }

  private Expression found(Syntax name) {
    return Analyzer.expression(name, analysis, session.analysis(List.of(), Map.of()));
  }

  /** As {@link #col}. */
  public Column apply(String name) {
    return col(name);
  }

  /** All columns as they are. */
  List<Syntax> all(Origin origin) {
    List<Syntax> items = new ArrayList<>();
    for (Attribute column : plan().output()) items.add(new Syntax.Resolved(column, origin));
    return items;
  }

  // ---- columns

  /** Other columns of each row; with aggregates and no others, one row of all. */
  public DataFrame select(Column... columns) {
    return projected("select", Columns.syntaxes(columns));
  }

  /** One column as values of its class; with an aggregate, one row of all. */
  public <U> Dataset<U> select(TypedColumn<? super T, U> column) {
    Encoder<U> type = column.encoder();
    DataFrame selected = select(column.over(session, decoding("select")));
    if (!type.shape().isRow()) return TypedRows.dataset(session, selected.plan(), type);
    Column whole =
        new Column(new Syntax.Resolved(selected.plan().output().getFirst(), Origin.NONE));
    return TypedRows.dataset(
        session, selected.select(whole.as("row")).select("row.*").plan(), type);
  }

  /** Two columns as pairs. */
  public <U, V> Dataset<Pair<U, V>> select(
      TypedColumn<? super T, U> first, TypedColumn<? super T, V> second) {
    Decoding values = decoding("select");
    DataFrame selected = select(first.over(session, values), second.over(session, values));
    return TypedRows.dataset(
        session,
        selected.toDF("_1", "_2").plan(),
        Encoders.tuple(first.encoder(), second.encoder()));
  }

  private Decoding decoding(String operation) {
    return Decoding.of(plan(), encoder(), Columns.here(operation));
  }

  public DataFrame select(String first, String... others) {
    return select(Columns.named(first, others, "select"));
  }

  /** Columns as expressions of SQL. Fails with {@code SQL_SYNTAX}. */
  public DataFrame selectExpr(String... expressions) {
    return projected("selectExpr", Arrays.stream(expressions).map(SqlParser::expression).toList());
  }

  /** With one column more, or another in the place of one of that name. */
  public DataFrame withColumn(String name, Column column) {
    return withColumns("withColumn", Map.of(name, column));
  }

  /** With more columns, or others in the places of those of their names. */
  public DataFrame withColumns(Map<String, Column> columns) {
    return withColumns("withColumns", columns);
  }

  private DataFrame withColumns(String operation, Map<String, Column> columns) {
    Origin origin = Columns.here(operation);
    Map<String, Column> left = new LinkedHashMap<>(columns);
    List<Syntax> items = new ArrayList<>();
    for (Attribute column : plan().output()) {
      Syntax item = new Syntax.Resolved(column, origin);
      for (Map.Entry<String, Column> entry : columns.entrySet()) {
        if (!entry.getKey().equalsIgnoreCase(column.name())) continue;
        item = Syntax.Alias.of(entry.getValue().syntax(), entry.getKey(), origin);
        left.remove(entry.getKey());
      }
      items.add(item);
    }
    left.forEach((name, column) -> items.add(Syntax.Alias.of(column.syntax(), name, origin)));
    return projected(operation, items);
  }

  /** With a column under another name; the same if there is none. */
  public DataFrame withColumnRenamed(String name, String newName) {
    return withColumnsRenamed(Map.of(name, newName));
  }

  /** With columns under other names; names that there are not are passed over. */
  public DataFrame withColumnsRenamed(Map<String, String> names) {
    Origin origin = Columns.here("withColumnsRenamed");
    List<Syntax> items = new ArrayList<>();
    for (Attribute column : plan().output()) {
      Syntax item = new Syntax.Resolved(column, origin);
      for (Map.Entry<String, String> entry : names.entrySet())
        if (entry.getKey().equalsIgnoreCase(column.name()))
          item = Syntax.Alias.of(new Syntax.Resolved(column, origin), entry.getValue(), origin);
      items.add(item);
    }
    return projected("withColumnsRenamed", items);
  }

  /**
   * With other names for all columns. Fails with {@code TYPE_MISMATCH} unless there is one each.
   */
  public DataFrame toDF(String... names) {
    Origin origin = Columns.here("toDF");
    List<Attribute> columns = plan().output();
    if (names.length != columns.size())
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          origin,
          "toDF gives " + names.length + " names to " + columns.size() + " columns",
          "Give a name for each column");
    List<Syntax> items = new ArrayList<>();
    for (int i = 0; i < names.length; i++)
      items.add(Syntax.Alias.of(new Syntax.Resolved(columns.get(i), origin), names[i], origin));
    return projected("toDF", items);
  }

  @Override
  public DataFrame toDF() {
    requireColumns();
    return new DataFrame(session, analysis);
  }

  /** Without some columns; names that there are not are passed over. */
  public DataFrame drop(String... names) {
    Set<String> left = new java.util.TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    left.addAll(List.of(names));
    Origin origin = Columns.here("drop");
    List<Syntax> items = new ArrayList<>();
    for (Attribute column : plan().output())
      if (!left.contains(column.name())) items.add(new Syntax.Resolved(column, origin));
    return projected("drop", items);
  }

  /** Without some columns; those that are not of this DataFrame are passed over. */
  public DataFrame drop(Column... columns) {
    Origin origin = Columns.here("drop");
    List<Attribute> kept = new ArrayList<>(plan().output());
    for (Column column : columns) {
      Optional<Attribute> dropped =
          switch (column.syntax()) {
            case Syntax.Resolved(Attribute attribute, Origin _) -> Optional.of(attribute);
            case Syntax.Name name -> attribute(name.parts(), origin);
            default -> Optional.empty();
          };
      dropped.ifPresent(kept::remove);
    }
    List<Syntax> items = new ArrayList<>();
    for (Attribute column : kept) items.add(new Syntax.Resolved(column, origin));
    return projected("drop", items);
  }

  /** Under a name, by which its columns are told from those of others: {@code a.id}. */
  public Dataset<T> alias(String name) {
    return sameOfColumns(
        "alias", (input, origin) -> new Relation.Aliased(input, name, List.of(), origin));
  }

  /** As {@link #alias}. */
  public Dataset<T> as(String name) {
    return alias(name);
  }

  // ---- rows

  /** The rows for which a condition is true. */
  public Dataset<T> filter(Column condition) {
    return sameOfColumns(
        "filter", (input, origin) -> new Relation.Filter(input, condition.syntax(), origin));
  }

  /** The rows for which a condition in SQL is true. */
  public Dataset<T> filter(String condition) {
    Syntax parsed = SqlParser.expression(condition);
    return sameOfColumns("filter", (input, origin) -> new Relation.Filter(input, parsed, origin));
  }

  /** As {@link #filter(Column)}. */
  public Dataset<T> where(Column condition) {
    return filter(condition);
  }

  /** As {@link #filter(String)}. */
  public Dataset<T> where(String condition) {
    return filter(condition);
  }

  /** Each row once. */
  public Dataset<T> distinct() {
    return sameOfColumns(
        "distinct", (input, origin) -> new Relation.Distinct(input, List.of(), origin));
  }

  /** As {@link #distinct}; with names, one row for each of the values of those columns. */
  public Dataset<T> dropDuplicates(String... names) {
    return sameOfColumns(
        "dropDuplicates", (input, origin) -> new Relation.Distinct(input, List.of(names), origin));
  }

  /** All rows in an order. */
  public Dataset<T> orderBy(Column... columns) {
    return sorted("orderBy", columns, true);
  }

  public Dataset<T> orderBy(String first, String... others) {
    return orderBy(Columns.named(first, others, "orderBy"));
  }

  /** As {@link #orderBy(Column...)}. */
  public Dataset<T> sort(Column... columns) {
    return sorted("sort", columns, true);
  }

  public Dataset<T> sort(String first, String... others) {
    return sort(Columns.named(first, others, "sort"));
  }

  /** The rows of each partition in an order. */
  public Dataset<T> sortWithinPartitions(Column... columns) {
    return sorted("sortWithinPartitions", columns, false);
  }

  public Dataset<T> sortWithinPartitions(String first, String... others) {
    return sortWithinPartitions(Columns.named(first, others, "sortWithinPartitions"));
  }

  private Dataset<T> sorted(String operation, Column[] columns, boolean isGlobal) {
    List<Syntax.SortItem> order = Arrays.stream(columns).map(Column::sortItem).toList();
    return sameOfColumns(
        operation, (input, origin) -> new Relation.Sort(input, order, isGlobal, origin));
  }

  /** At most so many rows: the first if they are in an order. */
  public Dataset<T> limit(int count) {
    return same(
        "limit",
        (input, origin) ->
            new Relation.Limit(
                input, Optional.of(Columns.constant(count, origin)), Optional.empty(), origin));
  }

  /** Without the first rows. */
  public Dataset<T> offset(int count) {
    return same(
        "offset",
        (input, origin) ->
            new Relation.Limit(
                input, Optional.empty(), Optional.of(Columns.constant(count, origin)), origin));
  }

  /** About this share of the rows, by chance. */
  public Dataset<T> sample(double fraction) {
    return sample(false, fraction);
  }

  public Dataset<T> sample(double fraction, long seed) {
    return sample(false, fraction, seed);
  }

  public Dataset<T> sample(boolean withReplacement, double fraction) {
    return sample(withReplacement, fraction, session.execution().newSeed());
  }

  /** About this share of the rows, the same ones for the same seed and partitions. */
  public Dataset<T> sample(boolean withReplacement, double fraction, long seed) {
    return same(
        "sample",
        (input, origin) -> {
          if (fraction >= 0 && (withReplacement || fraction <= 1))
            return new Relation.Sample(input, fraction, withReplacement, seed, origin);
          throw QueryErrors.at(
              SqlError.INVALID_ARGUMENT_VALUE,
              origin,
              "sample got the share " + fraction,
              "Give a share from 0 to 1");
        });
  }

  /** As {@link #randomSplit(double[], long)} with a seed by chance. */
  public Dataset<T>[] randomSplit(double[] weights) {
    return randomSplit(weights, session.execution().newSeed());
  }

  /** The rows divided by chance into parts of about these shares. */
  public Dataset<T>[] randomSplit(double[] weights, long seed) {
    DataFrame rows = toDF();
    StructType schema = rows.schema();
    List<Dataset<T>> parts = new ArrayList<>();
    for (RDD<Row> part : rows.rdd().randomSplit(weights, seed))
      parts.add(like(session.createDataFrame(part, schema).analysis()));
    return array(parts);
  }

  @SuppressWarnings("unchecked")
  Dataset<T>[] array(List<Dataset<T>> parts) {
    return parts.toArray(new Dataset[0]);
  }

  // ---- groups

  /** Groups of rows that agree in these columns; all rows without any. */
  public RelationalGroupedDataset groupBy(Column... columns) {
    return new RelationalGroupedDataset(toDF(), columns, RelationalGroupedDataset.Kind.GROUP_BY);
  }

  public RelationalGroupedDataset groupBy(String first, String... others) {
    return groupBy(Columns.named(first, others, "groupBy"));
  }

  /** Groups by all columns, by all but the last, and so on to none. */
  public RelationalGroupedDataset rollup(Column... columns) {
    return new RelationalGroupedDataset(toDF(), columns, RelationalGroupedDataset.Kind.ROLLUP);
  }

  public RelationalGroupedDataset rollup(String first, String... others) {
    return rollup(Columns.named(first, others, "rollup"));
  }

  /** Groups by each choice among the columns. */
  public RelationalGroupedDataset cube(Column... columns) {
    return new RelationalGroupedDataset(toDF(), columns, RelationalGroupedDataset.Kind.CUBE);
  }

  public RelationalGroupedDataset cube(String first, String... others) {
    return cube(Columns.named(first, others, "cube"));
  }

  /** Groups by each of several sets of columns; the columns come first in the result. */
  public RelationalGroupedDataset groupingSets(List<List<Column>> sets, Column... columns) {
    return new RelationalGroupedDataset(toDF(), columns, sets);
  }

  /** Aggregates over all rows. */
  public DataFrame agg(Column first, Column... others) {
    return groupBy().agg(first, others);
  }

  /** Aggregates over all rows: names of functions by columns. */
  public DataFrame agg(Map<String, String> functions) {
    return groupBy().agg(functions);
  }

  // ---- several inputs

  /** All pairs of rows. */
  public DataFrame crossJoin(Dataset<?> right) {
    return joined(right, "crossJoin", JoinKind.CROSS, new JoinCondition.None());
  }

  /** As {@link #crossJoin}. */
  public DataFrame join(Dataset<?> right) {
    return joined(right, "join", JoinKind.INNER, new JoinCondition.None());
  }

  /** The pairs of rows that are equal in a column, which the result has once. */
  public DataFrame join(Dataset<?> right, String column) {
    return join(right, new String[] {column}, "inner");
  }

  public DataFrame join(Dataset<?> right, String[] columns) {
    return join(right, columns, "inner");
  }

  public DataFrame join(Dataset<?> right, String column, String kind) {
    return join(right, new String[] {column}, kind);
  }

  /**
   * A join on columns of the same names.
   *
   * @param kind {@code inner}, {@code left}, {@code right}, {@code full}, {@code left_semi}, {@code
   *     left_anti}, or another name that Spark has for one of these
   */
  public DataFrame join(Dataset<?> right, String[] columns, String kind) {
    return joined(right, "join", JoinKinds.of(kind), new JoinCondition.Using(List.of(columns)));
  }

  /** The pairs of rows for which a condition holds. */
  public DataFrame join(Dataset<?> right, Column condition) {
    return join(right, condition, "inner");
  }

  /** As {@link #join(DataFrame, String[], String)}, on a condition. */
  public DataFrame join(Dataset<?> right, Column condition, String kind) {
    return joined(right, "join", JoinKinds.of(kind), new JoinCondition.On(condition.syntax()));
  }

  private DataFrame joined(
      Dataset<?> right, String operation, JoinKind kind, JoinCondition condition) {
    return derived(
        operation,
        (input, origin) ->
            new Relation.Join(input, right.relation(origin), kind, condition, false, origin));
  }

  /** The rows of both, column by column, duplicates kept. */
  public Dataset<T> union(Dataset<T> other) {
    return combined(other, "union", SetKind.UNION, true, false, false);
  }

  /** As {@link #union}. */
  public Dataset<T> unionAll(Dataset<T> other) {
    return union(other);
  }

  /** The rows of both, columns matched by their names. */
  public Dataset<T> unionByName(Dataset<T> other) {
    return unionByName(other, false);
  }

  /** As above; columns that only one side has may be null in the other's rows. */
  public Dataset<T> unionByName(Dataset<T> other, boolean allowMissingColumns) {
    return combined(other, "unionByName", SetKind.UNION, true, true, allowMissingColumns);
  }

  /** The different rows that are in both. */
  public Dataset<T> intersect(Dataset<T> other) {
    return combined(other, "intersect", SetKind.INTERSECT, false, false, false);
  }

  /** The rows that are in both, as often as in the one that has fewer. */
  public Dataset<T> intersectAll(Dataset<T> other) {
    return combined(other, "intersectAll", SetKind.INTERSECT, true, false, false);
  }

  /** The different rows that are not in the other. */
  public Dataset<T> except(Dataset<T> other) {
    return combined(other, "except", SetKind.EXCEPT, false, false, false);
  }

  /** The rows, each as often as it is more often here than in the other. */
  public Dataset<T> exceptAll(Dataset<T> other) {
    return combined(other, "exceptAll", SetKind.EXCEPT, true, false, false);
  }

  private Dataset<T> combined(
      Dataset<T> other,
      String operation,
      SetKind kind,
      boolean isAll,
      boolean byName,
      boolean allowsMissing) {
    return same(
        operation,
        (input, origin) ->
            new Relation.SetOperation(
                input, other.relation(origin), kind, isAll, byName, allowsMissing, origin));
  }

  // ---- partitions

  /** The same rows spread over so many partitions. */
  public Dataset<T> repartition(int count) {
    return repartitioned("repartition", Optional.of(count), List.of(), true);
  }

  /** The same rows, those that agree in these columns in one partition. */
  public Dataset<T> repartition(Column... columns) {
    return repartitioned("repartition", Optional.empty(), Columns.syntaxes(columns), true);
  }

  public Dataset<T> repartition(int count, Column... columns) {
    return repartitioned("repartition", Optional.of(count), Columns.syntaxes(columns), true);
  }

  /** The same rows in at most so many partitions, without moving them more than needed. */
  public Dataset<T> coalesce(int count) {
    return repartitioned("coalesce", Optional.of(count), List.of(), false);
  }

  private Dataset<T> repartitioned(
      String operation, Optional<Integer> count, List<Syntax> keys, boolean isShuffling) {
    return same(
        operation,
        (input, origin) -> {
          if (count.orElse(1) > 0)
            return new Relation.Repartition(input, count, keys, isShuffling, origin);
          throw QueryErrors.at(
              SqlError.INVALID_ARGUMENT_VALUE,
              origin,
              operation + " got " + count.get() + " partitions",
              "Give one or more");
        });
  }

  // ---- as values in other queries

  /** The one value of the one row, as a value in another query; null of no row. */
  public Column scalar() {
    Origin origin = Columns.here("scalar");
    return new Column(new Syntax.ScalarQuery(relation(origin), origin));
  }

  /** Whether there is a row, as a condition in another query. */
  public Column exists() {
    Origin origin = Columns.here("exists");
    return new Column(new Syntax.Exists(relation(origin), origin));
  }

  // ---- statistics

  /** Count, mean, standard deviation, least and largest value of columns, as text. */
  public DataFrame describe(String... columns) {
    return Summary.of(toDF(), List.of(columns), Summary.DESCRIBE);
  }

  /** These figures of all columns of numbers and texts; without names those that Spark gives. */
  public DataFrame summary(String... figures) {
    return Summary.of(toDF(), List.of(), figures.length == 0 ? Summary.ALL : List.of(figures));
  }

  /** What to do about nulls. */
  public DataFrameNaFunctions na() {
    return new DataFrameNaFunctions(toDF());
  }

  /** Statistics of columns. */
  public DataFrameStatFunctions stat() {
    return new DataFrameStatFunctions(toDF());
  }

  // ---- others

  /** What a function makes of it. */
  public <R> R transform(Function<? super Dataset<T>, R> function) {
    return function.apply(this);
  }

  /**
   * A hint of Spark's: of joins with these rows ({@code broadcast}, {@code shuffle_hash}…), or of
   * partitions. What cannot be followed is told by a warning. Fails with {@code
   * INVALID_ARGUMENT_VALUE} on an unknown name.
   */
  public Dataset<T> hint(String name, Object... parameters) {
    Optional<JoinHint> ofJoins = JoinHint.of(name);
    if (ofJoins.isPresent()) return like(analysis.hinted(ofJoins.get()));
    if (HINTS.contains(name.toLowerCase(java.util.Locale.ROOT))) return parted(name, parameters);
    throw QueryErrors.at(
        SqlError.INVALID_ARGUMENT_VALUE,
        Columns.here("hint"),
        "There is no hint " + name,
        QueryErrors.perhaps(Nearest.of(name, List.copyOf(HINTS), 3), "Leave it out"));
  }

  private Dataset<T> parted(String name, Object... parameters) {
    boolean isCount = parameters.length == 1 && parameters[0] instanceof Integer;
    if (isCount && name.equalsIgnoreCase("coalesce")) return coalesce((Integer) parameters[0]);
    if (isCount && name.equalsIgnoreCase("repartition"))
      return repartition((Integer) parameters[0]);
    session
        .execution()
        .assembly()
        .warn("The hint " + name + " is not followed: use repartition or coalesce");
    return this;
  }

  /** Whether the driver has the rows already. */
  public boolean isLocal() {
    return plan() instanceof LocalRows;
  }

  public boolean isStreaming() {
    return false;
  }

  /** The columns with their types: {@code [id: bigint, name: string]}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    dtypes().forEach((name, type) -> parts.add(name + ": " + type));
    return "[" + String.join(", ", parts) + "]";
  }
}
