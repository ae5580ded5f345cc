package io.brasa.sql;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.GroupingElement;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups of a DataFrame's rows, to be aggregated: the keys come first in the result. Immutable. */
public final class RelationalGroupedDataset {
  enum Kind {
    GROUP_BY,
    ROLLUP,
    CUBE,
    SETS
  }

  /** Beyond that a table has too many columns to be of use. */
  private static final int MAX_PIVOT_VALUES = 10_000;

  /** A column whose values become columns. */
  private record Pivoted(Syntax column, List<Relation.PivotValue> values) {}

  private final DataFrame input;
  private final List<Syntax> keys;
  private final Kind kind;
  private final List<List<Syntax>> sets;
  private final Optional<Pivoted> pivoted;

  RelationalGroupedDataset(DataFrame input, Column[] keys, Kind kind) {
    this(input, Columns.syntaxes(keys), kind, List.of(), Optional.empty());
  }

  RelationalGroupedDataset(DataFrame input, Column[] keys, List<List<Column>> sets) {
    this(
        input,
        Columns.syntaxes(keys),
        Kind.SETS,
        sets.stream().map(set -> Columns.syntaxes(set.toArray(Column[]::new))).toList(),
        Optional.empty());
  }

  private RelationalGroupedDataset(
      DataFrame input,
      List<Syntax> keys,
      Kind kind,
      List<List<Syntax>> sets,
      Optional<Pivoted> pivoted) {
    this.input = input;
    this.keys = keys;
    this.kind = kind;
    this.sets = sets;
    this.pivoted = pivoted;
  }

  private List<GroupingElement> elements() {
    List<List<Syntax>> levels = keys.stream().map(List::of).toList();
    return switch (kind) {
      case GROUP_BY -> keys.stream().<GroupingElement>map(GroupingElement.Key::new).toList();
      case ROLLUP -> List.of(new GroupingElement.Rollup(levels));
      case CUBE -> List.of(new GroupingElement.Cube(levels));
      case SETS ->
          List.of(
              new GroupingElement.Sets(
                  sets.stream().<GroupingElement>map(GroupingElement.Set::new).toList()));
    };
  }

  private DataFrame aggregated(String operation, List<Syntax> aggregates) {
    return input.derived(
        operation,
        (relation, origin) ->
            pivoted
                .<Relation>map(pivot -> pivot(relation, pivot, aggregates, origin))
                .orElseGet(() -> new Relation.Aggregate(relation, elements(), aggregates, origin)));
  }

  private Relation pivot(Relation relation, Pivoted pivot, List<Syntax> aggregates, Origin origin) {
    return new Relation.Pivot(
        relation, Optional.of(keys), aggregates, List.of(pivot.column()), pivot.values(), origin);
  }

  /** Aggregates of each group. */
  public DataFrame agg(Column first, Column... others) {
    List<Syntax> aggregates = new ArrayList<>();
    aggregates.add(first.syntax());
    aggregates.addAll(Columns.syntaxes(others));
    return aggregated("agg", aggregates);
  }

  /** Names of functions by columns: {@code {"age": "max", "*": "count"}}. */
  public DataFrame agg(Map<String, String> functions) {
    Origin origin = Columns.here("agg");
    List<Syntax> aggregates = new ArrayList<>();
    functions.forEach(
        (column, function) ->
            aggregates.add(
                Syntax.Call.of(function, List.of(Columns.named(column, origin)), origin)));
    return aggregated("agg", aggregates);
  }

  /**
   * The groups for functions of the program's: the columns that they are grouped by as keys of a
   * class, rows as values of another. Fails as {@link Dataset#as(Encoder)}, and with {@code
   * EXPRESSION_MISPLACED} on groups of several sets of columns.
   */
  public <K, V> KeyValueGroupedDataset<K, V> as(Encoder<K> keyType, Encoder<V> valueType) {
    Origin origin = Columns.here("as");
    if (kind != Kind.GROUP_BY || pivoted.isPresent() || keys.isEmpty())
      throw QueryErrors.at(
          SqlError.EXPRESSION_MISPLACED,
          origin,
          "Functions get groups of columns, and these are others",
          "Use groupBy with a column or more");
    return KeyValueGroupedDataset.of(input, keys, keyType, valueType, origin);
  }

  /** The number of rows of each group, as the column {@code count}. */
  public DataFrame count() {
    Origin origin = Columns.here("count");
    Syntax count = Syntax.Call.of("count", List.of(Columns.constant(1, origin)), origin);
    return aggregated("count", List.of(Syntax.Alias.of(count, "count", origin)));
  }

  /** The sum of columns; of all columns of numbers without names. */
  public DataFrame sum(String... columns) {
    return each("sum", columns);
  }

  public DataFrame avg(String... columns) {
    return each("avg", columns);
  }

  /** As {@link #avg}. */
  public DataFrame mean(String... columns) {
    return avg(columns);
  }

  public DataFrame min(String... columns) {
    return each("min", columns);
  }

  public DataFrame max(String... columns) {
    return each("max", columns);
  }

  private DataFrame each(String function, String[] columns) {
    Origin origin = Columns.here(function);
    List<Syntax> aggregates = new ArrayList<>();
    for (Syntax column : columns.length == 0 ? numbers(origin) : named(columns, origin))
      aggregates.add(Syntax.Call.of(function, List.of(column), origin));
    return aggregated(function, aggregates);
  }

  private static List<Syntax> named(String[] columns, Origin origin) {
    return Arrays.stream(columns).map(name -> Columns.named(name, origin)).toList();
  }

  private List<Syntax> numbers(Origin origin) {
    List<Syntax> numbers = new ArrayList<>();
    for (Attribute column : input.plan().output()) {
      boolean isKey =
          keys.stream()
              .anyMatch(
                  key ->
                      key instanceof Syntax.Name name
                              && name.parts().getLast().equalsIgnoreCase(column.name())
                          || key instanceof Syntax.Resolved resolved
                              && resolved.expression().equals(column));
      DataType type = column.type();
      if (!isKey && Coercion.isNumeric(type)) numbers.add(new Syntax.Resolved(column, origin));
    }
    return numbers;
  }

  /**
   * Columns for the values of a column, each with what the aggregates give of its rows. The values
   * are found by a query that is run now; fails with {@code INVALID_ARGUMENT_VALUE} if there are
   * more than 10,000.
   */
  public RelationalGroupedDataset pivot(String column) {
    return pivot(new Column(Columns.named(column, Columns.here("pivot"))));
  }

  /** As {@link #pivot(String)}. */
  public RelationalGroupedDataset pivot(Column column) {
    Column value = column.as("value");
    List<Row> found =
        input.select(value).distinct().orderBy("value").takeAsList(MAX_PIVOT_VALUES + 1);
    if (found.size() > MAX_PIVOT_VALUES)
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          Columns.here("pivot"),
          "The column has more than " + MAX_PIVOT_VALUES + " values",
          "Name those that shall become columns");
    return pivot(column, found.stream().map(row -> row.get(0)).toList());
  }

  /** Columns for some values of a column; rows of others are left out. */
  public RelationalGroupedDataset pivot(String column, List<?> values) {
    return pivot(new Column(Columns.named(column, Columns.here("pivot"))), values);
  }

  /** As {@link #pivot(String, List)}. */
  public RelationalGroupedDataset pivot(Column column, List<?> values) {
    Origin origin = Columns.here("pivot");
    if (kind != Kind.GROUP_BY || pivoted.isPresent())
      throw QueryErrors.at(
          SqlError.EXPRESSION_MISPLACED,
          origin,
          "pivot stands behind " + (pivoted.isPresent() ? "another pivot" : kind.name()),
          "Call it once, behind groupBy");
    List<Relation.PivotValue> constants = new ArrayList<>();
    for (Object value : values)
      constants.add(
          new Relation.PivotValue(
              List.of(Columns.syntax(value, origin)),
              value instanceof Column named ? name(named) : Optional.empty()));
    Pivoted pivot = new Pivoted(column.syntax(), constants);
    return new RelationalGroupedDataset(input, keys, kind, sets, Optional.of(pivot));
  }

  private static Optional<String> name(Column value) {
    return value.syntax() instanceof Syntax.Alias alias
        ? Optional.of(alias.names().getFirst())
        : Optional.empty();
  }
}
