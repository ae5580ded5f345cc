package io.brasa.sql;

import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The functions of SQL as methods, by the names that Spark gives them. Arguments that may be other
 * than constants are columns. What a function is not there for is told when a DataFrame uses it.
 */
public final class functions extends UserFunctionCalls {
  private functions() {}

  // ---- columns

  /** The column of a name: {@code a}, {@code t.a}, {@code a.field}, {@code *}. */
  public static Column col(String name) {
    return new Column(Columns.named(name, Columns.here("col")));
  }

  /** As {@link #col}. */
  public static Column column(String name) {
    return col(name);
  }

  /**
   * A value: a number, a text, a date, a collection of these, or null; columns stay as they are.
   */
  public static Column lit(Object value) {
    return new Column(Columns.syntax(value, Columns.here("lit")));
  }

  /** An expression of SQL. Fails with {@code SQL_SYNTAX}. */
  public static Column expr(String text) {
    return new Column(SqlParser.expression(text));
  }

  /** A function by its name, built in or the user's. */
  public static Column call_function(String name, Column... arguments) {
    return Columns.call(name, (Object[]) arguments);
  }

  /**
   * An aggregate of the program's over columns: one for each part of a record or bean that it is
   * of, else one. {@code session.udf().register(name, …)} makes it known to SQL. Fails with {@code
   * RESULT_TYPE_UNKNOWN} or {@code TYPE_WITHOUT_COLUMNS}.
   */
  public static <I, B, O> UserDefinedFunction udaf(Aggregator<I, B, O> aggregator) {
    return udaf(aggregator, aggregator.encoder(0));
  }

  /** As {@link #udaf(Aggregator)}, told what it is of. */
  public static <I, B, O> UserDefinedFunction udaf(
      Aggregator<I, B, O> aggregator, Encoder<I> input) {
    return UserAggregates.of(aggregator, input);
  }

  /** As {@link #call_function}. */
  public static Column callUDF(String name, Column... arguments) {
    return call_function(name, arguments);
  }

  /** As {@link #call_function}. */
  public static Column call_udf(String name, Column... arguments) {
    return call_function(name, arguments);
  }

  /** A hint that a table is small enough for all tasks of a join to read it. */
  public static DataFrame broadcast(DataFrame frame) {
    return frame.hint("broadcast");
  }

  // ---- orders

  public static Column asc(String name) {
    return col(name).asc();
  }

  public static Column asc_nulls_first(String name) {
    return col(name).asc_nulls_first();
  }

  public static Column asc_nulls_last(String name) {
    return col(name).asc_nulls_last();
  }

  public static Column desc(String name) {
    return col(name).desc();
  }

  public static Column desc_nulls_first(String name) {
    return col(name).desc_nulls_first();
  }

  public static Column desc_nulls_last(String name) {
    return col(name).desc_nulls_last();
  }

  // ---- counting

  /** How many rows have a value. */
  public static Column count(Column column) {
    return Columns.count(column.syntax());
  }

  /** How many rows have a value; how many rows there are of {@code *}. */
  public static Column count(String name) {
    return count(col(name));
  }

  /** As {@link #count_distinct}. */
  public static Column countDistinct(Column column, Column... others) {
    return count_distinct(column, others);
  }

  /** As {@link #count_distinct}, by names. */
  public static Column countDistinct(String name, String... others) {
    Column[] more = new Column[others.length];
    for (int i = 0; i < others.length; i++) more[i] = col(others[i]);
    return count_distinct(col(name), more);
  }

  // ---- cases and nulls

  /** The value if the condition holds; go on with {@link Column#when} and end with otherwise. */
  public static Column when(Column condition, Object value) {
    Origin origin = Columns.here("when");
    Syntax.When branch = new Syntax.When(condition.syntax(), Columns.syntax(value, origin));
    return new Column(new Syntax.Case(Optional.empty(), List.of(branch), Optional.empty(), origin));
  }

  /** Whether it is false. */
  public static Column not(Column column) {
    return Columns.call("not", column);
  }

  /** The first that is not null. */
  public static Column coalesce(Column... columns) {
    return Columns.call("coalesce", (Object[]) columns);
  }

  public static Column isnull(Column column) {
    return column.isNull();
  }

  public static Column isnotnull(Column column) {
    return column.isNotNull();
  }

  public static Column isnan(Column column) {
    return column.isNaN();
  }

  /** The second where the first is the floating number that is none. */
  public static Column nanvl(Column column, Column otherwise) {
    return Columns.call("nanvl", column, otherwise);
  }

  /** The second where the first is null. */
  public static Column nvl(Column column, Column otherwise) {
    return Columns.call("nvl", column, otherwise);
  }

  /** As {@link #nvl}. */
  public static Column ifnull(Column column, Column otherwise) {
    return Columns.call("ifnull", column, otherwise);
  }

  /** The second where the first is not null, else the third. */
  public static Column nvl2(Column column, Column ifThere, Column ifNull) {
    return Columns.call("nvl2", column, ifThere, ifNull);
  }

  /** Null where both are equal, else the first. */
  public static Column nullif(Column column, Column other) {
    return Columns.call("nullif", column, other);
  }

  /** Whether both are equal, or both null. */
  public static Column equal_null(Column column, Column other) {
    return column.eqNullSafe(other);
  }

  /** The largest that is not null. */
  public static Column greatest(Column... columns) {
    return Columns.call("greatest", (Object[]) columns);
  }

  /** The smallest that is not null. */
  public static Column least(Column... columns) {
    return Columns.call("least", (Object[]) columns);
  }

  // ---- functions of functions

  /** Each element as a function makes it. */
  public static Column transform(Column array, UnaryOperator<Column> function) {
    return Columns.call("transform", array, lambda(a -> function.apply(a[0]), 1));
  }

  /** Each element as a function makes it of it and its place. */
  public static Column transform(Column array, BinaryOperator<Column> function) {
    return Columns.call("transform", array, lambda(a -> function.apply(a[0], a[1]), 2));
  }

  /** The elements for which a condition holds. */
  public static Column filter(Column array, UnaryOperator<Column> condition) {
    return Columns.call("filter", array, lambda(a -> condition.apply(a[0]), 1));
  }

  /** Whether a condition holds for any element. */
  public static Column exists(Column array, UnaryOperator<Column> condition) {
    return Columns.call("exists", array, lambda(a -> condition.apply(a[0]), 1));
  }

  /** Whether a condition holds for all elements. */
  public static Column forall(Column array, UnaryOperator<Column> condition) {
    return Columns.call("forall", array, lambda(a -> condition.apply(a[0]), 1));
  }

  /** A start value brought together with each element. */
  public static Column aggregate(Column array, Column start, BinaryOperator<Column> merge) {
    return Columns.call("aggregate", array, start, lambda(a -> merge.apply(a[0], a[1]), 2));
  }

  /** As {@link #aggregate(Column, Column, BinaryOperator)}, with a last step. */
  public static Column aggregate(
      Column array, Column start, BinaryOperator<Column> merge, UnaryOperator<Column> finish) {
    return Columns.call(
        "aggregate",
        array,
        start,
        lambda(a -> merge.apply(a[0], a[1]), 2),
        lambda(a -> finish.apply(a[0]), 1));
  }

  /** Two arrays brought together place by place. */
  public static Column zip_with(Column left, Column right, BinaryOperator<Column> function) {
    return Columns.call("zip_with", left, right, lambda(a -> function.apply(a[0], a[1]), 2));
  }

  /** The pairs of a map for which a condition holds. */
  public static Column map_filter(Column map, BinaryOperator<Column> condition) {
    return Columns.call("map_filter", map, lambda(a -> condition.apply(a[0], a[1]), 2));
  }

  /** A map with other keys. */
  public static Column transform_keys(Column map, BinaryOperator<Column> function) {
    return Columns.call("transform_keys", map, lambda(a -> function.apply(a[0], a[1]), 2));
  }

  /** A map with other values. */
  public static Column transform_values(Column map, BinaryOperator<Column> function) {
    return Columns.call("transform_values", map, lambda(a -> function.apply(a[0], a[1]), 2));
  }

  /**
   * The body is made twice: parameters are named by how deep lambdas stand in it, so that those
   * inside do not hide those around them.
   */
  private static Column lambda(Function<Column[], Column> body, int parameterCount) {
    Origin origin = Columns.here("lambda");
    int depth = LambdaDepth.of(body.apply(parameters(0, parameterCount, origin)).syntax());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parameterCount; i++) names.add(name(depth + 1, i));
    Syntax inside = body.apply(parameters(depth + 1, parameterCount, origin)).syntax();
    return new Column(new Syntax.Lambda(names, inside, origin));
  }

  private static Column[] parameters(int depth, int count, Origin origin) {
    Column[] parameters = new Column[count];
    for (int i = 0; i < count; i++)
      parameters[i] = new Column(new Syntax.Name(List.of(name(depth, i)), origin));
    return parameters;
  }

  private static String name(int depth, int index) {
    return "xyz".charAt(index) + "_" + depth;
  }

  /** As {@link #aggregate(Column, Column, BinaryOperator)}. */
  public static Column reduce(Column array, Column start, BinaryOperator<Column> merge) {
    return aggregate(array, start, merge);
  }

  /** As {@link #aggregate(Column, Column, BinaryOperator, UnaryOperator)}. */
  public static Column reduce(
      Column array, Column start, BinaryOperator<Column> merge, UnaryOperator<Column> finish) {
    return aggregate(array, start, merge, finish);
  }

  /** An array in the order of a function that gives -1, 0 or 1 for two elements. */
  public static Column array_sort(Column array, BinaryOperator<Column> comparison) {
    return Columns.call("array_sort", array, lambda(a -> comparison.apply(a[0], a[1]), 2));
  }

  /** What a function makes of a key and the values that two maps have for it. */
  @FunctionalInterface
  public interface Merging {
    /** A value that a map does not have is null. */
    Column of(Column key, Column left, Column right);
  }

  /** A map of the keys of both to what a function makes of each key and both values. */
  public static Column map_zip_with(Column left, Column right, Merging merging) {
    return Columns.call("map_zip_with", left, right, lambda(a -> merging.of(a[0], a[1], a[2]), 3));
  }

  /** Null for zero. */
  public static Column nullifzero(Column column) {
    return Columns.call("nullifzero", column);
  }

  /** Zero for null. */
  public static Column zeroifnull(Column column) {
    return Columns.call("zeroifnull", column);
  }
}
