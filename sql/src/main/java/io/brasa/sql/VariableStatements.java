package io.brasa.sql;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Statements about variables, and statements that are texts themselves. */
record VariableStatements(BrasaSession session, AnalysisContext context, Variables variables) {
  DataFrame declare(Statement.DeclareVariable declare) {
    Origin origin = declare.origin();
    Optional<DataFrame> value = declare.value().map(written -> frame(written, origin));
    DataType type =
        declare.type().orElseGet(() -> value.orElseThrow().schema().field(0).dataType());
    Literal initial =
        value
            .map(frame -> as(frame, type, declare.names().getFirst(), origin))
            .orElse(new Literal(null, type));
    for (String name : declare.names())
      variables.declare(
          name, new Variables.Variable(type, declare.value(), initial), declare.replaces(), origin);
    return session.emptyDataFrame();
  }

  DataFrame set(Statement.SetVariables set) {
    if (set.query().isPresent()) {
      assignRow(session.analyzed(set.query().get(), context), set.names(), set.origin());
      return session.emptyDataFrame();
    }
    // a later value sees the earlier ones, but all are assigned or none is
    List<Literal> values = new ArrayList<>();
    Map<String, Expression> seen = new HashMap<>(context.variables());
    for (int i = 0; i < set.names().size(); i++) {
      Variables.Variable variable = variables.require(set.names().get(i), set.origin());
      Optional<Syntax> written =
          set.values().get(i).isPresent() ? set.values().get(i) : variable.initial();
      String name = set.names().get(i);
      values.add(
          written
              .map(
                  w -> as(seeing(seen).frame(w, set.origin()), variable.type(), name, set.origin()))
              .orElse(new Literal(null, variable.type())));
      seen.put(name.toLowerCase(Locale.ROOT), values.getLast());
    }
    for (int i = 0; i < values.size(); i++)
      variables.set(set.names().get(i), values.get(i), set.origin());
    return session.emptyDataFrame();
  }

  private VariableStatements seeing(Map<String, Expression> values) {
    return new VariableStatements(session, context.withVariables(values), variables);
  }

  DataFrame drop(Statement.DropVariable drop) {
    if (!session.variables().drop(drop.name()) && !drop.ifExists())
      session.variables().require(drop.name(), drop.origin());
    return session.emptyDataFrame();
  }

  DataFrame execute(Statement.ExecuteImmediate execute) {
    Literal text = first(frame(execute.text(), execute.origin()));
    if (!(text.value() instanceof String statement))
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          execute.origin(),
          "EXECUTE IMMEDIATE runs a text, and this is " + text,
          "Give it a STRING that is not null");
    List<Literal> places = new ArrayList<>();
    Map<String, Literal> parameters = new HashMap<>();
    for (Syntax value : execute.values()) {
      Literal literal = first(frame(value, execute.origin()));
      if (value instanceof Syntax.Alias alias) parameters.put(alias.names().getFirst(), literal);
      else places.add(literal);
    }
    DataFrame result =
        new Statements(session, session.analysis(places, parameters))
            .run(session.parsed(statement, session.analysis(places, parameters)));
    if (execute.into().isEmpty()) return result;
    assignRow(result, execute.into(), execute.origin());
    return session.emptyDataFrame();
  }

  /** A value as a row of its own. */
  DataFrame frame(Syntax written, Origin origin) {
    Syntax bare = written instanceof Syntax.Alias alias ? alias.expression() : written;
    return session.analyzed(
        new Relation.Project(new Relation.OneRow(origin), List.of(bare), origin), context);
  }

  /** Gives variables the values of the one row of a query; nulls if there is none. */
  private void assignRow(DataFrame frame, List<String> names, Origin origin) {
    if (frame.columns().length != names.size())
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          origin,
          names.size() + " variables take " + frame.columns().length + " columns",
          "Select a column for each variable");
    List<Syntax> cast = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      DataType type = variables.require(names.get(i), origin).type();
      cast.add(new Syntax.Resolved(cast(frame, i, type, names.get(i), origin), origin));
    }
    DataFrame typed =
        session.analyzed(new Relation.Project(frame.relation(origin), cast, origin), context);
    List<Batch> rows = batches(typed.limit(2));
    if (rows.stream().mapToInt(Batch::rowCount).sum() > 1)
      throw QueryErrors.at(
          SqlError.SUBQUERY_TOO_MANY_ROWS,
          origin,
          "The query gives several rows where variables take one",
          "Let it give one row");
    for (int i = 0; i < names.size(); i++)
      variables.set(names.get(i), literal(typed, rows, i), origin);
  }

  /** The one value of a query as a value of a variable. */
  private Literal as(DataFrame frame, DataType type, String name, Origin origin) {
    Syntax cast = new Syntax.Resolved(cast(frame, 0, type, name, origin), origin);
    return first(
        session.analyzed(
            new Relation.Project(frame.relation(origin), List.of(cast), origin), context));
  }

  private static Expression cast(
      DataFrame frame, int column, DataType type, String name, Origin origin) {
    Attribute value = frame.plan().output().get(column);
    return Coercion.implicit(value, type)
        .orElseThrow(
            () ->
                QueryErrors.at(
                    SqlError.TYPE_MISMATCH,
                    origin,
                    "The variable "
                        + name
                        + " is "
                        + type.sql()
                        + ", and the value is "
                        + value.type().sql(),
                    "Cast the value"));
  }

  private static List<Batch> batches(DataFrame frame) {
    return frame.session().execution().collect(frame.plan(), "variable");
  }

  static Literal first(DataFrame frame) {
    return literal(frame, batches(frame), 0);
  }

  private static Literal literal(DataFrame frame, List<Batch> rows, int column) {
    DataType type = frame.plan().output().get(column).type();
    for (Batch batch : rows) {
      if (batch.rowCount() == 0) continue;
      return new Literal(Values.get(batch.dense().columns().get(column), 0), type);
    }
    return new Literal(null, type);
  }
}
