package io.brasa.sql;

import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.EngineException;
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

/** Groups of a DataFrame's rows, to be aggregated: the keys come first in the result. Immutable. */
public final class RelationalGroupedDataset {
  enum Kind {
    GROUP_BY,
    ROLLUP,
    CUBE
  }

  private final DataFrame input;
  private final List<Syntax> keys;
  private final Kind kind;

  RelationalGroupedDataset(DataFrame input, Column[] keys, Kind kind) {
    this.input = input;
    this.keys = Columns.syntaxes(keys);
    this.kind = kind;
  }

  private List<GroupingElement> elements() {
    List<List<Syntax>> levels = keys.stream().map(List::of).toList();
    return switch (kind) {
      case GROUP_BY -> keys.stream().<GroupingElement>map(GroupingElement.Key::new).toList();
      case ROLLUP -> List.of(new GroupingElement.Rollup(levels));
      case CUBE -> List.of(new GroupingElement.Cube(levels));
    };
  }

  private DataFrame aggregated(String operation, List<Syntax> aggregates) {
    return input.derived(
        operation,
        (relation, origin) -> new Relation.Aggregate(relation, elements(), aggregates, origin));
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

  /** Fails: columns of values are not there yet. */
  public RelationalGroupedDataset pivot(String column, Object... values) {
    throw unsupported("pivot");
  }

  private static EngineException unsupported(String name) {
    return QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        Columns.here(name),
        name + " cannot be run by this version",
        "Aggregate functions.when(column.equalTo(value), ...) for each value");
  }
}
