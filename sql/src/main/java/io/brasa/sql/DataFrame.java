package io.brasa.sql;

import static java.util.Objects.requireNonNull;

import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
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
 * Rows with named columns, as a query that is run when its rows are asked for. Each method that
 * gives another DataFrame finds out at once what names and types it means, and fails with the code
 * of the error ({@code COLUMN_NOT_FOUND}, {@code TYPE_MISMATCH}, …) naming the line of the program.
 * Immutable and thread-safe.
 */
public final class DataFrame extends DataFrameShapes {
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

  DataFrame(BrasaSession session, Analyzer.Analysis analysis) {
    this.session = requireNonNull(session);
    this.analysis = requireNonNull(analysis);
  }

  @Override
  LogicalPlan plan() {
    return analysis.plan();
  }

  @Override
  BrasaSession session() {
    return session;
  }

  @Override
  DataFrame self() {
    return this;
  }

  /** What stands for these rows in a further query. */
  Relation relation(Origin origin) {
    return new Relation.Analyzed(plan(), analysis.qualifiers(), analysis.hint(), origin);
  }

  /** The rows of a relation over these, made by a call of the user's. */
  DataFrame derived(String operation, BiFunction<Relation, Origin, Relation> made) {
    Origin origin = Columns.here(operation);
    return session.analyzed(made.apply(relation(origin), origin));
  }

  private DataFrame projected(String operation, List<Syntax> items) {
    return derived(operation, (input, origin) -> new Relation.Project(input, items, origin));
  }

  // ---- schema

  public StructType schema() {
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

  /** As it is. */
  public DataFrame toDF() {
    return this;
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
  public DataFrame alias(String name) {
    return derived(
        "alias", (input, origin) -> new Relation.Aliased(input, name, List.of(), origin));
  }

  /** As {@link #alias}. */
  public DataFrame as(String name) {
    return alias(name);
  }

  // ---- rows

  /** The rows for which a condition is true. */
  public DataFrame filter(Column condition) {
    return derived(
        "filter", (input, origin) -> new Relation.Filter(input, condition.syntax(), origin));
  }

  /** The rows for which a condition in SQL is true. */
  public DataFrame filter(String condition) {
    Syntax parsed = SqlParser.expression(condition);
    return derived("filter", (input, origin) -> new Relation.Filter(input, parsed, origin));
  }

  /** As {@link #filter(Column)}. */
  public DataFrame where(Column condition) {
    return filter(condition);
  }

  /** As {@link #filter(String)}. */
  public DataFrame where(String condition) {
    return filter(condition);
  }

  /** Each row once. */
  public DataFrame distinct() {
    return derived("distinct", (input, origin) -> new Relation.Distinct(input, List.of(), origin));
  }

  /** As {@link #distinct}; with names, one row for each of the values of those columns. */
  public DataFrame dropDuplicates(String... names) {
    return derived(
        "dropDuplicates", (input, origin) -> new Relation.Distinct(input, List.of(names), origin));
  }

  /** All rows in an order. */
  public DataFrame orderBy(Column... columns) {
    return sorted("orderBy", columns, true);
  }

  public DataFrame orderBy(String first, String... others) {
    return orderBy(Columns.named(first, others, "orderBy"));
  }

  /** As {@link #orderBy(Column...)}. */
  public DataFrame sort(Column... columns) {
    return sorted("sort", columns, true);
  }

  public DataFrame sort(String first, String... others) {
    return sort(Columns.named(first, others, "sort"));
  }

  /** The rows of each partition in an order. */
  public DataFrame sortWithinPartitions(Column... columns) {
    return sorted("sortWithinPartitions", columns, false);
  }

  public DataFrame sortWithinPartitions(String first, String... others) {
    return sortWithinPartitions(Columns.named(first, others, "sortWithinPartitions"));
  }

  private DataFrame sorted(String operation, Column[] columns, boolean isGlobal) {
    List<Syntax.SortItem> order = Arrays.stream(columns).map(Column::sortItem).toList();
    return derived(operation, (input, origin) -> new Relation.Sort(input, order, isGlobal, origin));
  }

  /** At most so many rows: the first if they are in an order. */
  public DataFrame limit(int count) {
    return derived(
        "limit",
        (input, origin) ->
            new Relation.Limit(
                input, Optional.of(Columns.constant(count, origin)), Optional.empty(), origin));
  }

  /** Without the first rows. */
  public DataFrame offset(int count) {
    return derived(
        "offset",
        (input, origin) ->
            new Relation.Limit(
                input, Optional.empty(), Optional.of(Columns.constant(count, origin)), origin));
  }

  /** About this share of the rows, by chance. */
  public DataFrame sample(double fraction) {
    return sample(false, fraction);
  }

  public DataFrame sample(double fraction, long seed) {
    return sample(false, fraction, seed);
  }

  public DataFrame sample(boolean withReplacement, double fraction) {
    return sample(withReplacement, fraction, session.execution().newSeed());
  }

  /** About this share of the rows, the same ones for the same seed and partitions. */
  public DataFrame sample(boolean withReplacement, double fraction, long seed) {
    return derived(
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
  public DataFrame[] randomSplit(double[] weights) {
    return randomSplit(weights, session.execution().newSeed());
  }

  /** The rows divided by chance into parts of about these shares. */
  public DataFrame[] randomSplit(double[] weights, long seed) {
    StructType schema = schema();
    return Arrays.stream(rdd().randomSplit(weights, seed))
        .map(part -> session.createDataFrame(part, schema))
        .toArray(DataFrame[]::new);
  }

  // ---- groups

  /** Groups of rows that agree in these columns; all rows without any. */
  public RelationalGroupedDataset groupBy(Column... columns) {
    return new RelationalGroupedDataset(this, columns, RelationalGroupedDataset.Kind.GROUP_BY);
  }

  public RelationalGroupedDataset groupBy(String first, String... others) {
    return groupBy(Columns.named(first, others, "groupBy"));
  }

  /** Groups by all columns, by all but the last, and so on to none. */
  public RelationalGroupedDataset rollup(Column... columns) {
    return new RelationalGroupedDataset(this, columns, RelationalGroupedDataset.Kind.ROLLUP);
  }

  public RelationalGroupedDataset rollup(String first, String... others) {
    return rollup(Columns.named(first, others, "rollup"));
  }

  /** Groups by each choice among the columns. */
  public RelationalGroupedDataset cube(Column... columns) {
    return new RelationalGroupedDataset(this, columns, RelationalGroupedDataset.Kind.CUBE);
  }

  public RelationalGroupedDataset cube(String first, String... others) {
    return cube(Columns.named(first, others, "cube"));
  }

  /** Groups by each of several sets of columns; the columns come first in the result. */
  public RelationalGroupedDataset groupingSets(List<List<Column>> sets, Column... columns) {
    return new RelationalGroupedDataset(this, columns, sets);
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
  public DataFrame crossJoin(DataFrame right) {
    return joined(right, "crossJoin", JoinKind.CROSS, new JoinCondition.None());
  }

  /** As {@link #crossJoin}. */
  public DataFrame join(DataFrame right) {
    return joined(right, "join", JoinKind.INNER, new JoinCondition.None());
  }

  /** The pairs of rows that are equal in a column, which the result has once. */
  public DataFrame join(DataFrame right, String column) {
    return join(right, new String[] {column}, "inner");
  }

  public DataFrame join(DataFrame right, String[] columns) {
    return join(right, columns, "inner");
  }

  public DataFrame join(DataFrame right, String column, String kind) {
    return join(right, new String[] {column}, kind);
  }

  /**
   * A join on columns of the same names.
   *
   * @param kind {@code inner}, {@code left}, {@code right}, {@code full}, {@code left_semi}, {@code
   *     left_anti}, or another name that Spark has for one of these
   */
  public DataFrame join(DataFrame right, String[] columns, String kind) {
    return joined(right, "join", JoinKinds.of(kind), new JoinCondition.Using(List.of(columns)));
  }

  /** The pairs of rows for which a condition holds. */
  public DataFrame join(DataFrame right, Column condition) {
    return join(right, condition, "inner");
  }

  /** As {@link #join(DataFrame, String[], String)}, on a condition. */
  public DataFrame join(DataFrame right, Column condition, String kind) {
    return joined(right, "join", JoinKinds.of(kind), new JoinCondition.On(condition.syntax()));
  }

  private DataFrame joined(
      DataFrame right, String operation, JoinKind kind, JoinCondition condition) {
    return derived(
        operation,
        (input, origin) ->
            new Relation.Join(input, right.relation(origin), kind, condition, false, origin));
  }

  /** The rows of both, column by column, duplicates kept. */
  public DataFrame union(DataFrame other) {
    return combined(other, "union", SetKind.UNION, true, false, false);
  }

  /** As {@link #union}. */
  public DataFrame unionAll(DataFrame other) {
    return union(other);
  }

  /** The rows of both, columns matched by their names. */
  public DataFrame unionByName(DataFrame other) {
    return unionByName(other, false);
  }

  /** As above; columns that only one side has may be null in the other's rows. */
  public DataFrame unionByName(DataFrame other, boolean allowMissingColumns) {
    return combined(other, "unionByName", SetKind.UNION, true, true, allowMissingColumns);
  }

  /** The different rows that are in both. */
  public DataFrame intersect(DataFrame other) {
    return combined(other, "intersect", SetKind.INTERSECT, false, false, false);
  }

  /** The rows that are in both, as often as in the one that has fewer. */
  public DataFrame intersectAll(DataFrame other) {
    return combined(other, "intersectAll", SetKind.INTERSECT, true, false, false);
  }

  /** The different rows that are not in the other. */
  public DataFrame except(DataFrame other) {
    return combined(other, "except", SetKind.EXCEPT, false, false, false);
  }

  /** The rows, each as often as it is more often here than in the other. */
  public DataFrame exceptAll(DataFrame other) {
    return combined(other, "exceptAll", SetKind.EXCEPT, true, false, false);
  }

  private DataFrame combined(
      DataFrame other,
      String operation,
      SetKind kind,
      boolean isAll,
      boolean byName,
      boolean allowsMissing) {
    return derived(
        operation,
        (input, origin) ->
            new Relation.SetOperation(
                input, other.relation(origin), kind, isAll, byName, allowsMissing, origin));
  }

  // ---- partitions

  /** The same rows spread over so many partitions. */
  public DataFrame repartition(int count) {
    return repartitioned("repartition", Optional.of(count), List.of(), true);
  }

  /** The same rows, those that agree in these columns in one partition. */
  public DataFrame repartition(Column... columns) {
    return repartitioned("repartition", Optional.empty(), Columns.syntaxes(columns), true);
  }

  public DataFrame repartition(int count, Column... columns) {
    return repartitioned("repartition", Optional.of(count), Columns.syntaxes(columns), true);
  }

  /** The same rows in at most so many partitions, without moving them more than needed. */
  public DataFrame coalesce(int count) {
    return repartitioned("coalesce", Optional.of(count), List.of(), false);
  }

  private DataFrame repartitioned(
      String operation, Optional<Integer> count, List<Syntax> keys, boolean isShuffling) {
    return derived(
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
    return Summary.of(this, List.of(columns), Summary.DESCRIBE);
  }

  /** These figures of all columns of numbers and texts; without names those that Spark gives. */
  public DataFrame summary(String... figures) {
    return Summary.of(this, List.of(), figures.length == 0 ? Summary.ALL : List.of(figures));
  }

  /** What to do about nulls. */
  public DataFrameNaFunctions na() {
    return new DataFrameNaFunctions(this);
  }

  /** Statistics of columns. */
  public DataFrameStatFunctions stat() {
    return new DataFrameStatFunctions(this);
  }

  // ---- others

  /** What a function makes of it. */
  public DataFrame transform(Function<DataFrame, DataFrame> function) {
    return function.apply(this);
  }

  /**
   * A hint of Spark's: of joins with these rows ({@code broadcast}, {@code shuffle_hash}…), or of
   * partitions. What cannot be followed is told by a warning. Fails with {@code
   * INVALID_ARGUMENT_VALUE} on an unknown name.
   */
  public DataFrame hint(String name, Object... parameters) {
    Optional<JoinHint> ofJoins = JoinHint.of(name);
    if (ofJoins.isPresent()) return new DataFrame(session, analysis.hinted(ofJoins.get()));
    if (HINTS.contains(name.toLowerCase(java.util.Locale.ROOT))) return parted(name, parameters);
    throw QueryErrors.at(
        SqlError.INVALID_ARGUMENT_VALUE,
        Columns.here("hint"),
        "There is no hint " + name,
        QueryErrors.perhaps(Nearest.of(name, List.copyOf(HINTS), 3), "Leave it out"));
  }

  private DataFrame parted(String name, Object... parameters) {
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
