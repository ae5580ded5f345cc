package io.brasa.sql.analysis;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.cast.Casts;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Renewal;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.SqlFunction;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls of functions whose body is SQL become their bodies. A body sees its parameters, which are
 * columns while it is analysed, and nothing of the query around; then the arguments take the place
 * of these columns, in sub-queries of the body too.
 */
final class FunctionExpansion {
  /** What gives another value each time, and so may stand in a body once only. */
  private static final Set<String> OF_CHANCE =
      Set.of("rand", "random", "randn", "uuid", "shuffle", "randstr", "uniform");

  private final Query query;

  FunctionExpansion(Query query) {
    this.query = query;
  }

  /** The value of a function that lasts. */
  Expression value(Tables.LastingFunction lasting, Syntax.Call call, Place place) {
    return value(lasting.function(), query.inside(lasting.tables()), call, place);
  }

  /** The value of a function. */
  Expression value(SqlFunction function, Syntax.Call call, Place place) {
    return value(function, query, call, place);
  }

  /** The table of a function that lasts. */
  Bound table(Tables.LastingFunction lasting, Syntax.Call call, Place place) {
    return table(lasting.function(), query.inside(lasting.tables()), call, place);
  }

  /** The table of a function. */
  Bound table(SqlFunction function, Syntax.Call call, Place place) {
    return table(function, query, call, place);
  }

  /**
   * @param inner analyses the body
   */
  private Expression value(SqlFunction function, Query inner, Syntax.Call call, Place place) {
    if (function.isTable())
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          call.origin(),
          "Function " + function.name() + " gives a table and stands in " + place.clause(),
          "Write it into FROM");
    List<Expression> arguments = arguments(function, call, place);
    Binding binding = bind(function, arguments, call.origin());
    Place inside = Place.of("the function " + function.name(), binding.scope, Surroundings.NONE);
    Expression body =
        inner.within(
            function.name(),
            call.origin(),
            () -> inner.expressions().analyze(function.body().orElseThrow(), inside));
    Expression typed =
        function
            .type()
            .map(type -> cast(body, type, "The value of " + function.name(), call.origin()))
            .orElse(body);
    checkChance(typed, binding, call.origin());
    Expression own = inner == query ? typed : new Renewal(query.ids()).of(typed);
    return replaced(own, binding.arguments);
  }

  private Bound table(SqlFunction function, Query inner, Syntax.Call call, Place place) {
    if (!function.isTable())
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          call.origin(),
          "Function " + function.name() + " gives a value and no table",
          "Write it where a value is wanted");
    Binding binding = bind(function, arguments(function, call, place), call.origin());
    LogicalPlan plan =
        inner.within(
            function.name(),
            call.origin(),
            () ->
                inner
                    .relations()
                    .analyze(
                        function.query().orElseThrow(), Surroundings.NONE.inside(binding.scope))
                    .tidy());
    LogicalPlan typed =
        function
            .columns()
            .map(columns -> typed(function, columns, plan, call.origin()))
            .orElse(plan);
    LogicalPlan own = inner == query ? typed : new Renewal(query.ids()).of(typed);
    LogicalPlan replaced = Parts.mapExpressions(own, e -> replaced(e, binding.arguments));
    return new Bound(replaced, Scope.of(List.of(function.name()), replaced.output()));
  }

  // ---- arguments

  private record Binding(Scope scope, Map<Long, Expression> arguments) {}

  private Binding bind(SqlFunction function, List<Expression> arguments, Origin origin) {
    List<Attribute> columns = new ArrayList<>();
    Map<Long, Expression> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      SqlFunction.Parameter parameter = function.parameters().get(i);
      Expression argument = arguments.get(i);
      Expression value =
          Coercion.implicit(argument, parameter.type())
              .orElseThrow(
                  () ->
                      Query.error(
                          SqlError.ARGUMENT_MISMATCH,
                          origin,
                          "Argument "
                              + parameter.name()
                              + " of "
                              + function.name()
                              + " must be "
                              + parameter.type().sql()
                              + " and is "
                              + argument.type().sql(),
                          "Cast it, or give another value"));
      Attribute column = query.ids().attribute(parameter.name(), parameter.type(), true);
      columns.add(column);
      values.put(column.id(), value);
    }
    return new Binding(Scope.of(List.of(function.name()), columns), values);
  }

  private List<Expression> arguments(SqlFunction function, Syntax.Call call, Place place) {
    List<Syntax> written = new ArrayList<>();
    for (Syntax argument : call.arguments()) {
      if (argument instanceof Syntax.Star star)
        written.addAll(new StarExpansion(query).arguments(star, place));
      else written.add(argument);
    }
    List<SqlFunction.Parameter> parameters = function.parameters();
    if (written.size() > parameters.size()) throw wrongCount(function, written.size(), call);
    Syntax[] given = new Syntax[parameters.size()];
    boolean isNamed = false;
    for (int i = 0; i < written.size(); i++) {
      int at = i;
      if (written.get(i) instanceof Syntax.NamedArgument named) {
        isNamed = true;
        at = place(function, named);
      } else if (isNamed) {
        throw Query.error(
            SqlError.ARGUMENT_MISMATCH,
            written.get(i).origin(),
            "An argument without a name stands behind those with names",
            "Give a name to it, or put it first");
      }
      if (given[at] != null)
        throw Query.error(
            SqlError.ARGUMENT_MISMATCH,
            written.get(i).origin(),
            "Function " + function.name() + " got " + parameters.get(at).name() + " twice",
            "Give it once");
      given[at] = written.get(i) instanceof Syntax.NamedArgument n ? n.value() : written.get(i);
    }
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      if (given[i] != null) {
        arguments.add(query.expressions().analyze(given[i], place));
      } else {
        Syntax missing =
            parameters
                .get(i)
                .missing()
                .orElseThrow(() -> wrongCount(function, written.size(), call));
        Place alone = Place.of("the default of a parameter", Scope.EMPTY, Surroundings.NONE);
        arguments.add(query.expressions().analyze(missing, alone));
      }
    }
    return arguments;
  }

  private static RuntimeException wrongCount(SqlFunction function, int count, Syntax.Call call) {
    List<String> names = function.parameters().stream().map(SqlFunction.Parameter::name).toList();
    return Query.error(
        SqlError.ARGUMENT_MISMATCH,
        call.origin(),
        "Function "
            + function.name()
            + " takes "
            + names.size()
            + (names.size() == 1 ? " argument" : " arguments")
            + " and got "
            + count,
        "It has " + (names.isEmpty() ? "no parameters" : String.join(", ", names)));
  }

  private static int place(SqlFunction function, Syntax.NamedArgument named) {
    List<String> names = function.parameters().stream().map(SqlFunction.Parameter::name).toList();
    for (int i = 0; i < names.size(); i++)
      if (names.get(i).equalsIgnoreCase(named.name())) return i;
    throw Query.error(
        SqlError.ARGUMENT_MISMATCH,
        named.origin(),
        "Function " + function.name() + " has no parameter " + named.name(),
        QueryErrors.perhaps(
            Nearest.of(named.name(), names, 3), "It has " + String.join(", ", names)));
  }

  // ---- bodies

  private LogicalPlan typed(
      SqlFunction function, StructType columns, LogicalPlan plan, Origin origin) {
    if (columns.size() != plan.output().size())
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          origin,
          "Function "
              + function.name()
              + " has "
              + columns.size()
              + " columns, and its query "
              + plan.output().size(),
          "Create it with as many columns as its query gives");
    List<Named> named = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.field(i).name();
      Expression value =
          cast(
              plan.output().get(i),
              columns.field(i).dataType(),
              "Column " + name + " of " + function.name(),
              origin);
      named.add(new Named(value, query.ids().attribute(name, value)));
    }
    return new Project(named, plan);
  }

  private Expression cast(Expression value, DataType type, String what, Origin origin) {
    if (value.type().equals(type)) return value;
    if (!Casts.isPossible(value.type(), type))
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          origin,
          what + " is " + type.sql() + ", and its body gives " + value.type().sql(),
          "Create it with a body of this type");
    boolean isAnsi = query.context().settings().isAnsi();
    return new Cast(value, type, isAnsi ? Cast.Mode.ANSI : Cast.Mode.TRY);
  }

  private static Expression replaced(Expression expression, Map<Long, Expression> arguments) {
    return expression.transformUp(
        e ->
            switch (e) {
              case Attribute a -> arguments.getOrDefault(a.id(), a);
              case SubqueryExpression inner ->
                  inner.withPlan(
                      Parts.mapExpressions(
                          LogicalPlan.of(inner), part -> replaced(part, arguments)));
              default -> e;
            });
  }

  /** A body that uses a parameter twice must get the same value twice. */
  private static void checkChance(Expression body, Binding binding, Origin origin) {
    for (Map.Entry<Long, Expression> argument : binding.arguments.entrySet()) {
      if (isOfChance(argument.getValue()) && uses(body, argument.getKey()) > 1)
        throw Query.unsupported(
            origin, "A function that uses a parameter several times, with an argument of chance");
    }
  }

  private static boolean isOfChance(Expression expression) {
    boolean isItself =
        expression instanceof Call call && OF_CHANCE.contains(call.function())
            || expression instanceof UserCall user && !user.function().isDeterministic();
    return isItself || expression.children().stream().anyMatch(FunctionExpansion::isOfChance);
  }

  private static int uses(Expression expression, long id) {
    if (expression instanceof Attribute a) return a.id() == id ? 1 : 0;
    // a sub-query may ask for it for each of its rows
    if (expression instanceof SubqueryExpression) return 2;
    return expression.children().stream().mapToInt(child -> uses(child, id)).sum();
  }

  /** Whether a body can be what a function says that it gives; fails if not. */
  static void check(SqlFunction function, AnalysisContext context, Origin origin) {
    Query query = new Query(context);
    List<Syntax> missing = new ArrayList<>();
    for (SqlFunction.Parameter parameter : function.parameters()) {
      Syntax none = new Syntax.Constant(null, parameter.type(), origin);
      missing.add(none);
      Optional<Syntax> value = parameter.missing();
      if (value.isPresent()) {
        Place alone = Place.of("the default of a parameter", Scope.EMPTY, Surroundings.NONE);
        Expression analysed = query.expressions().analyze(value.get(), alone);
        if (Coercion.implicit(analysed, parameter.type()).isEmpty())
          throw Query.error(
              SqlError.TYPE_MISMATCH,
              value.get().origin(),
              "The default of " + parameter.name() + " is " + analysed.type().sql(),
              "Give a value of " + parameter.type().sql());
      }
    }
    Syntax.Call call = Syntax.Call.of(function.name(), missing, origin);
    FunctionExpansion expansion = new FunctionExpansion(query);
    Place place = Place.of("CREATE FUNCTION", Scope.EMPTY, Surroundings.NONE);
    if (function.isTable()) expansion.table(function, call, place);
    else expansion.value(function, call, place);
  }
}
