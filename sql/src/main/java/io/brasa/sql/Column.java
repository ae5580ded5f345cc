package io.brasa.sql;

import static java.util.Objects.requireNonNull;

import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.ItemNames;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import io.brasa.sql.syntax.Syntax.SortItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An expression over the columns of a {@link DataFrame}, as written: what its names mean is found
 * when a DataFrame uses it. Methods take other columns or plain values alike. Immutable and
 * thread-safe; it remembers the line of the program that made it, which errors name.
 */
public sealed class Column permits TypedColumn {
  /** How a column sorts rows; only of columns made by {@link #asc()} and its like. */
  private record Order(boolean isDescending, Optional<Boolean> isNullsFirst) {}

  private final Syntax written;
  private final Optional<Order> order;

  Column(Syntax written) {
    this(written, Optional.empty());
  }

  private Column(Syntax written, Optional<Order> order) {
    this.written = requireNonNull(written);
    this.order = order;
  }

  /** The expression. Fails with {@code EXPRESSION_MISPLACED} if it is a sorting order. */
  Syntax syntax() {
    if (order.isPresent())
      throw misplaced(written.origin(), "A sorting order", "Use asc and desc in orderBy only");
    return written;
  }

  SortItem sortItem() {
    return new SortItem(
        written,
        order.map(Order::isDescending).orElse(false),
        order.flatMap(Order::isNullsFirst),
        written.origin());
  }

  private static EngineException misplaced(Origin origin, String what, String remedy) {
    return QueryErrors.at(
        SqlError.EXPRESSION_MISPLACED, origin, what + " stands where a value is wanted", remedy);
  }

  private Column call(String operation, String function, Object... others) {
    List<Syntax> arguments = new ArrayList<>();
    arguments.add(syntax());
    Origin origin = Columns.here(operation);
    for (Object other : others) arguments.add(Columns.syntax(other, origin));
    return new Column(Syntax.Call.of(function, arguments, origin));
  }

  // ---- comparisons and logic

  /** Equal to; null if either is. */
  public Column equalTo(Object other) {
    return call("equalTo", "=", other);
  }

  /** Equal to, where nulls are equal to each other. */
  public Column eqNullSafe(Object other) {
    return call("eqNullSafe", "<=>", other);
  }

  public Column notEqual(Object other) {
    return call("notEqual", "!=", other);
  }

  public Column lt(Object other) {
    return call("lt", "<", other);
  }

  public Column leq(Object other) {
    return call("leq", "<=", other);
  }

  public Column gt(Object other) {
    return call("gt", ">", other);
  }

  public Column geq(Object other) {
    return call("geq", ">=", other);
  }

  /** At least the one and at most the other. */
  public Column between(Object lower, Object upper) {
    return geq(lower).and(leq(upper));
  }

  public Column and(Object other) {
    return call("and", "and", other);
  }

  public Column or(Object other) {
    return call("or", "or", other);
  }

  /** One of the values. */
  public Column isin(Object... values) {
    Origin origin = Columns.here("isin");
    List<Syntax> options = new ArrayList<>();
    for (Object value : values) options.add(Columns.syntax(value, origin));
    if (options.isEmpty()) return new Column(Columns.constant(false, origin));
    return new Column(new Syntax.In(syntax(), options, false, origin));
  }

  /** One of the values of a collection. */
  public Column isInCollection(Collection<?> values) {
    return isin(values.toArray());
  }

  public Column isNull() {
    return call("isNull", "isnull");
  }

  public Column isNotNull() {
    return call("isNotNull", "isnotnull");
  }

  /** Whether it is the floating number that is none. */
  public Column isNaN() {
    return call("isNaN", "isnan");
  }

  // ---- numbers

  public Column plus(Object other) {
    return call("plus", "+", other);
  }

  public Column minus(Object other) {
    return call("minus", "-", other);
  }

  public Column multiply(Object other) {
    return call("multiply", "*", other);
  }

  public Column divide(Object other) {
    return call("divide", "/", other);
  }

  /** The remainder, with the sign of this. */
  public Column mod(Object other) {
    return call("mod", "%", other);
  }

  public Column bitwiseAND(Object other) {
    return call("bitwiseAND", "&", other);
  }

  public Column bitwiseOR(Object other) {
    return call("bitwiseOR", "|", other);
  }

  public Column bitwiseXOR(Object other) {
    return call("bitwiseXOR", "^", other);
  }

  // ---- strings

  /** Whether it matches a pattern of SQL: {@code %} for any text, {@code _} for a character. */
  public Column like(String pattern) {
    return call("like", "like", pattern);
  }

  /** As {@link #like}, where case does not count. */
  public Column ilike(String pattern) {
    return call("ilike", "ilike", pattern);
  }

  /** Whether a regular expression is found in it. */
  public Column rlike(String expression) {
    return call("rlike", "rlike", expression);
  }

  public Column contains(Object other) {
    return call("contains", "contains", other);
  }

  public Column startsWith(Object prefix) {
    return call("startsWith", "startswith", prefix);
  }

  public Column endsWith(Object suffix) {
    return call("endsWith", "endswith", suffix);
  }

  /** The characters from a place, counted from 1, as many as given. */
  public Column substr(int start, int length) {
    return call("substr", "substring", start, length);
  }

  public Column substr(Column start, Column length) {
    return call("substr", "substring", start, length);
  }

  // ---- parts of values

  /** The element of an array at a place counted from 0, or of a map by its key. */
  public Column getItem(Object key) {
    Origin origin = Columns.here("getItem");
    return new Column(new Syntax.Element(syntax(), Columns.syntax(key, origin), origin));
  }

  /** The field of a struct. */
  public Column getField(String name) {
    return new Column(new Syntax.Field(syntax(), name, Columns.here("getField")));
  }

  /** The struct with a field more, or another in the place of that of the name: {@code a.b}. */
  public Column withField(String name, Column value) {
    Origin origin = Columns.here("withField");
    Syntax.Name path = (Syntax.Name) Columns.named(name, origin);
    return new Column(withField(syntax(), path.parts(), value.syntax(), origin));
  }

  private static Syntax withField(Syntax struct, List<String> path, Syntax value, Origin origin) {
    String first = path.getFirst();
    Syntax inner =
        path.size() == 1
            ? value
            : withField(
                new Syntax.Field(struct, first, origin),
                path.subList(1, path.size()),
                value,
                origin);
    return Syntax.Call.of(
        "__with_field", List.of(struct, Columns.constant(first, origin), inner), origin);
  }

  /** The struct without fields; names that it does not have are passed over. */
  public Column dropFields(String... names) {
    Origin origin = Columns.here("dropFields");
    Syntax all = syntax();
    for (String name : names) {
      List<String> path = ((Syntax.Name) Columns.named(name, origin)).parts();
      all = dropField(all, path, origin);
    }
    return new Column(all);
  }

  private static Syntax dropField(Syntax struct, List<String> path, Origin origin) {
    Syntax first = Columns.constant(path.getFirst(), origin);
    if (path.size() == 1) return Syntax.Call.of("__drop_field", List.of(struct, first), origin);
    Syntax inner =
        dropField(
            new Syntax.Field(struct, path.getFirst(), origin),
            path.subList(1, path.size()),
            origin);
    return Syntax.Call.of("__with_field", List.of(struct, first, inner), origin);
  }

  // ---- types

  /**
   * As a value of another type. Impossible casts are errors, or null if {@code sql.ansi} is off.
   */
  public Column cast(DataType type) {
    return new Column(new Syntax.Cast(syntax(), type, false, Columns.here("cast")));
  }

  /** As {@link #cast(DataType)}, by the type's name: {@code decimal(10, 2)}. */
  public Column cast(String type) {
    return new Column(new Syntax.Cast(syntax(), SqlParser.type(type), false, Columns.here("cast")));
  }

  /** As a value of another type, null where that is impossible. */
  public Column try_cast(DataType type) {
    return new Column(new Syntax.Cast(syntax(), type, true, Columns.here("try_cast")));
  }

  public Column try_cast(String type) {
    return try_cast(SqlParser.type(type));
  }

  // ---- names

  /** The same under a name. */
  public Column as(String name) {
    return new Column(Syntax.Alias.of(syntax(), name, Columns.here("as")));
  }

  /** The same, whose values are of a class in the program. */
  public <U> TypedColumn<Object, U> as(Encoder<U> type) {
    return TypedColumn.of(syntax(), type);
  }

  /** The same under names, of functions that give several columns. */
  public Column as(String[] names) {
    return new Column(new Syntax.Alias(syntax(), List.of(names), Columns.here("as")));
  }

  /** As {@link #as(String)}. */
  public Column alias(String name) {
    return as(name);
  }

  /** As {@link #as(String)}. */
  public Column name(String name) {
    return as(name);
  }

  // ---- cases

  /**
   * A further case of {@link functions#when}. Fails with {@code EXPRESSION_MISPLACED} on other
   * columns, and after {@link #otherwise}.
   */
  public Column when(Column condition, Object value) {
    Origin origin = Columns.here("when");
    Syntax.Case before = openCase("when", origin);
    List<Syntax.When> branches = new ArrayList<>(before.branches());
    branches.add(new Syntax.When(condition.syntax(), Columns.syntax(value, origin)));
    return new Column(
        new Syntax.Case(Optional.empty(), branches, Optional.empty(), before.origin()));
  }

  /** The value where no case holds; null without it. */
  public Column otherwise(Object value) {
    Origin origin = Columns.here("otherwise");
    Syntax.Case before = openCase("otherwise", origin);
    return new Column(
        new Syntax.Case(
            Optional.empty(),
            before.branches(),
            Optional.of(Columns.syntax(value, origin)),
            before.origin()));
  }

  private Syntax.Case openCase(String operation, Origin origin) {
    if (written instanceof Syntax.Case before
        && before.subject().isEmpty()
        && before.otherwise().isEmpty()
        && order.isEmpty()) return before;
    throw QueryErrors.at(
        SqlError.EXPRESSION_MISPLACED,
        origin,
        operation + " goes on from " + this + ", which is no open list of cases",
        "Begin with functions.when, and end with otherwise");
  }

  // ---- windows

  /** The function over the rows of a window. */
  public Column over(WindowSpec window) {
    Origin origin = Columns.here("over");
    if (syntax() instanceof Syntax.Supplied supplied)
      return new Column(
          new Syntax.Windowed(
              supplied.call(), Optional.of(supplied.function()), window.syntax(origin), origin));
    if (!(syntax() instanceof Syntax.Call call))
      throw QueryErrors.at(
          SqlError.EXPRESSION_MISPLACED,
          origin,
          this + " goes over a window and is no function",
          "Call over(...) on a function, and name its result afterwards");
    return new Column(new Syntax.Windowed(call, window.syntax(origin), origin));
  }

  /** The function over all rows. */
  public Column over() {
    return over(WindowSpec.EMPTY);
  }

  // ---- orders

  private Column ordered(boolean isDescending, Optional<Boolean> isNullsFirst) {
    return new Column(syntax(), Optional.of(new Order(isDescending, isNullsFirst)));
  }

  /** Small values first, nulls before them. */
  public Column asc() {
    return ordered(false, Optional.empty());
  }

  public Column asc_nulls_first() {
    return ordered(false, Optional.of(true));
  }

  public Column asc_nulls_last() {
    return ordered(false, Optional.of(false));
  }

  /** Large values first, nulls behind all. */
  public Column desc() {
    return ordered(true, Optional.empty());
  }

  public Column desc_nulls_first() {
    return ordered(true, Optional.of(true));
  }

  public Column desc_nulls_last() {
    return ordered(true, Optional.of(false));
  }

  /** What a function makes of it. */
  public Column transform(Function<Column, Column> function) {
    return function.apply(this);
  }

  /** A column of this expression is called so, unless it is named. */
  /** Prints the expression; with {@code isExtended} also how it is held. */
  public void explain(boolean isExtended) {
    System.out.println(isExtended ? written : this);
  }

  @Override
  public String toString() {
    if (order.isEmpty()) return ItemNames.plain(written);
    return ItemNames.plain(written) + (order.get().isDescending() ? " DESC" : " ASC");
  }
}
