package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.analysis.Storing;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of queries as rows of a table: values as its types, what is not said as its defaults, no
 * nulls where it takes none, columns as files have them.
 */
record StoredRows(
    BrasaSession session, AnalysisContext context, TableDefinition definition, Origin origin) {
  /** By the names of columns, in lower case, what they become. */
  LogicalPlan of(LogicalPlan rows, Map<String, Expression> given) {
    List<Named> columns = new ArrayList<>();
    for (TableColumn column : definition.storedColumns()) {
      Expression value =
          column.isDropped()
              ? new Literal(null, column.type())
              : Optional.ofNullable(given.get(lower(column.name())))
                  .map(each -> assigned(each, column))
                  .orElseGet(() -> defaultOf(column));
      columns.add(new Named(value, session.ids().attribute(column.stored(), value)));
    }
    return new Project(columns, rows);
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** A value as one of a column. Fails with {@code TYPE_MISMATCH}. */
  Expression assigned(Expression value, TableColumn column) {
    Expression cast = Storing.stored(value, column.name(), column.type(), origin);
    if (column.declared() instanceof LimitedType limited)
      cast = Coercion.cast(new Cast(cast, limited, Cast.Mode.ANSI), column.type());
    if (column.isNullable() || !cast.nullable()) return cast;
    if (cast instanceof Literal) throw isNull(column);
    return new Call("__not_null", List.of(cast, Literal.of(column.name())), cast.type(), false);
  }

  private io.brasa.runtime.error.EngineException isNull(TableColumn column) {
    return QueryErrors.at(
        SqlError.NULL_NOT_ALLOWED,
        origin,
        "The column " + column.name() + " takes no nulls, and gets no value",
        "Give it a value, or a default");
  }

  Expression defaultOf(TableColumn column) {
    if (column.defaultValue().isPresent())
      return assigned(constant(SqlParser.expression(column.defaultValue().get())), column);
    if (!column.isNullable()) throw isNull(column);
    return new Literal(null, column.type());
  }

  /** An expression of nothing around it. */
  Expression constant(Syntax written) {
    DataFrame frame =
        session.analyzed(
            new Relation.Project(new Relation.OneRow(origin), List.of(written), origin), context);
    return frame.plan() instanceof Project project && project.columns().size() == 1
        ? project.columns().getFirst().expression()
        : new Literal(null, AtomicType.NULL);
  }

  // ---- which columns a query gives

  /**
   * By place: of the columns named, else of all that have no fixed value.
   *
   * @param fixed values that all rows have
   */
  Map<String, Expression> byPlace(
      LogicalPlan rows, List<String> named, List<PartitionValue> fixed) {
    Map<String, Expression> given = fixed(fixed);
    List<TableColumn> columns = new ArrayList<>();
    if (named.isEmpty()) {
      for (TableColumn column : definition.visible())
        if (!given.containsKey(lower(column.name()))) columns.add(column);
    } else {
      for (String name : named) columns.add(column(name));
    }
    List<Attribute> output = rows.output();
    if (columns.size() != output.size())
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          origin,
          columns.size() + " columns are to be written, and the query gives " + output.size(),
          "Give a value for each of "
              + String.join(", ", columns.stream().map(TableColumn::name).toList()));
    for (int i = 0; i < columns.size(); i++) put(given, columns.get(i).name(), output.get(i));
    return given;
  }

  /** By the names that the query's columns have. */
  Map<String, Expression> byName(LogicalPlan rows, List<PartitionValue> fixed) {
    Map<String, Expression> given = fixed(fixed);
    for (Attribute column : rows.output()) put(given, column(column.name()).name(), column);
    return given;
  }

  private void put(Map<String, Expression> given, String name, Expression value) {
    if (given.put(lower(name), value) != null)
      throw QueryErrors.at(
          SqlError.COLUMN_AMBIGUOUS,
          origin,
          "The column " + name + " is given two values",
          "Name each column once");
  }

  private Map<String, Expression> fixed(List<PartitionValue> fixed) {
    Map<String, Expression> given = new HashMap<>();
    for (PartitionValue each : fixed)
      if (each.value().isPresent()) {
        TableColumn column = column(each.column());
        Syntax typed = new Syntax.Cast(each.value().get(), column.type(), false, each.origin());
        put(given, column.name(), constant(typed));
      }
    return given;
  }

  private TableColumn column(String name) {
    List<String> known = definition.visible().stream().map(TableColumn::name).toList();
    return definition
        .column(name)
        .orElseThrow(
            () ->
                QueryErrors.at(
                    SqlError.COLUMN_NOT_FOUND,
                    origin,
                    "The table has no column " + name,
                    QueryErrors.perhaps(
                        Nearest.of(name, known, 3), "It has " + String.join(", ", known))));
  }

  /** VALUES in which DEFAULT stands for the defaults of the columns at its places. */
  Relation withDefaults(Relation query, List<String> named, List<PartitionValue> fixed) {
    if (!(query instanceof Relation.Values values)) return query;
    List<TableColumn> columns =
        named.isEmpty()
            ? definition.visible().stream()
                .filter(
                    column ->
                        fixed.stream()
                            .noneMatch(
                                each ->
                                    each.value().isPresent()
                                        && each.column().equalsIgnoreCase(column.name())))
                .toList()
            : named.stream().map(this::column).toList();
    List<List<Syntax>> rows = new ArrayList<>();
    for (List<Syntax> row : values.rows()) {
      List<Syntax> replaced = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        boolean isDefault =
            i < columns.size()
                && row.get(i) instanceof Syntax.Name name
                && name.parts().size() == 1
                && name.parts().getFirst().equalsIgnoreCase("default");
        replaced.add(
            isDefault
                ? new Syntax.Resolved(defaultOf(columns.get(i)), row.get(i).origin())
                : row.get(i));
      }
      rows.add(replaced);
    }
    return new Relation.Values(rows, values.origin());
  }
}
