package io.brasa.sql.analysis;

import io.brasa.columnar.source.HasHiddenColumns;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.expression.LambdaVariable;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.logical.Renewal;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.SqlFunction;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of functions and operators: which function is meant, and of what. */
final class CallAnalyzer {
  /** Aggregates that leave nulls out when a second argument says so. */
  private static final Set<String> NULL_IGNORING =
      Set.of("first", "last", "any_value", "first_value", "last_value");

  /** Functions of chance, by how many arguments they have where a seed is to be given here. */
  private static final Map<String, Integer> SEEDED =
      Map.of(
          "rand", 0, "random", 0, "randn", 0, "uuid", 0, "shuffle", 1, "randstr", 1, "uniform", 2);

  /** Aggregates whose argument stands behind WITHIN GROUP (ORDER BY …). */
  private static final Set<String> ORDERED = Set.of("percentile_cont", "percentile_disc", "mode");

  /** Aggregates that differ with the order of their rows. */
  private static final Set<String> IN_ORDER =
      Set.of(
          "listagg",
          "string_agg",
          "collect_list",
          "array_agg",
          "first",
          "first_value",
          "last",
          "last_value",
          "percentile_cont",
          "percentile_disc",
          "mode");

  /** What may pass over nulls: these, and aggregates that a second argument tells to. */
  private static final Set<String> NULL_PASSING = Set.of("lag", "lead", "nth_value");

  /** Aggregates that leave equal values out themselves, since their order counts. */
  private static final Set<String> JOINING = Set.of("listagg", "string_agg");

  /** Functions of the file that a row is read from, by the hidden column that they give. */
  private static final Map<String, String> FILE_FUNCTIONS =
      Map.of(
          HasHiddenColumns.INPUT_FILE_NAME,
          HasHiddenColumns.INPUT_FILE_NAME,
          "input_file_block_start",
          "file_block_start",
          "input_file_block_length",
          "file_block_length");

  private final Query query;

  CallAnalyzer(Query query) {
    this.query = query;
  }

  /** A call that is not over a window. */
  Expression analyze(Syntax.Call call, Place place) {
    String name = name(call);
    checkNulls(call, name);
    if (Grouping.isFunction(name)) return Grouping.mark(query, name, call, place);
    if (FILE_FUNCTIONS.containsKey(name)) return fileFact(call, name, place);
    boolean asksForDatabase = name.equals("current_database") || name.equals("current_schema");
    if (asksForDatabase && call.arguments().isEmpty())
      return Literal.of(query.context().tables().currentDatabase());
    if (name.equals("struct") && !call.isDistinct() && !call.arguments().isEmpty())
      return named("named_struct", structArguments(call, place), call.origin());
    Optional<SqlFunction> body = query.context().sqlFunction(name);
    if (body.isPresent()) {
      checkPlain(call, name);
      return new FunctionExpansion(query).value(body.get(), call, place);
    }
    Optional<UserFunction> user = query.context().userFunction(name);
    if (user.isPresent()) return users(user.get(), call, name, place);
    Optional<Tables.LastingFunction> lasting = query.context().lastingFunction(call.name());
    if (lasting.isPresent()) {
      checkPlain(call, name);
      return new FunctionExpansion(query).value(lasting.get(), call, place);
    }
    List<Syntax> written = call.arguments();
    if (name.equals("and")
        && written.size() == 2
        && CallNames.isBetween(written.get(0), written.get(1)))
      return between((Syntax.Call) written.get(0), (Syntax.Call) written.get(1), call, place);
    return switch (find(call, name)) {
      case Function.Scalar scalar -> {
        checkPlain(call, name);
        List<Expression> arguments = arguments(call, name, place);
        if (TimeWindows.isFunction(name) && place.times().isPresent())
          yield place.times().get().column(name, arguments, call.origin());
        if (isUnseeded(name, arguments.size())) arguments.add(seed());
        yield scalar(call, name, scalar, arguments);
      }
      case Function.Aggregate aggregate -> {
        if (!place.allowed().aggregates()) throw aggregateMisplaced(call, name, place);
        yield aggregate(aggregate, call, place.insideAggregate());
      }
      case Function.OnlyWindow _ ->
          throw Query.error(
              SqlError.EXPRESSION_MISPLACED,
              call.origin(),
              "The window function " + name + " has no window",
              "Write OVER (...) behind it");
      case Function.Generator _ ->
          throw Query.error(
              SqlError.EXPRESSION_MISPLACED,
              call.origin(),
              "Function " + name + " gives several rows and cannot stand within " + place.clause(),
              "Let it stand alone in the select list, or use LATERAL VIEW");
    };
  }

  private Expression scalar(
      Syntax.Call call, String name, Function.Scalar scalar, List<Expression> given) {
    List<Expression> arguments =
        ExplicitCollation.arguments(
            name, call.arguments(), FilledText.arguments(name, given), call.origin());
    Expression ofLanguage = LanguageCalls.resolved(name, arguments);
    if (ofLanguage != null) return ofLanguage;
    List<Expression> collated = CollatedCalls.arguments(name, arguments);
    return CollatedCalls.result(
        name, arguments, scalar.typing().resolve(collated, query.context().settings()));
  }

  /** The value, which both comparisons have, is analysed once. */
  private Expression between(Syntax.Call low, Syntax.Call high, Syntax.Call both, Place place) {
    Expression value = query.expressions().analyze(low.arguments().get(0), place);
    Expression lowest = query.expressions().analyze(low.arguments().get(1), place);
    Expression highest = query.expressions().analyze(high.arguments().get(1), place);
    return Shared.value(
        query,
        value,
        List.of(lowest, highest),
        both.origin(),
        at -> {
          // a sub-query that stands twice needs columns of its own
          Expression again = Parts.hasSubquery(at) ? new Renewal(query.ids()).of(at) : at;
          return named(
              "and",
              List.of(operator(low, at, lowest), operator(high, again, highest)),
              both.origin());
        });
  }

  private Expression operator(Syntax.Call call, Expression left, Expression right) {
    try {
      String name = name(call);
      Expression found =
          scalar(call, name, (Function.Scalar) find(call, name), List.of(left, right));
      query.remember(found, call.origin());
      return found;
    } catch (EngineException e) {
      throw QueryErrors.located(e, call.origin());
    }
  }

  /** A call of a function of the user's that no session knows. */
  Expression supplied(Syntax.Supplied supplied, Place place) {
    return users(supplied.function(), supplied.call(), name(supplied.call()), place);
  }

  private Expression users(UserFunction function, Syntax.Call call, String name, Place place) {
    if (function.body() instanceof UserFunction.Expanding)
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          call.origin(),
          "Function " + name + " gives several rows and cannot stand within " + place.clause(),
          "Use it as a table, FROM " + name + "(…), or with LATERAL VIEW");
    if (!(function.body() instanceof UserFunction.Aggregating)) {
      checkPlain(call, name);
      return user(function, arguments(call, name, place));
    }
    if (!place.allowed().aggregates()) throw aggregateMisplaced(call, name, place);
    return usersAggregate(function, call, name, place.insideAggregate());
  }

  private AggregateCall usersAggregate(
      UserFunction function, Syntax.Call call, String name, Place inside) {
    UserCall typed = user(function, arguments(call, name, inside));
    return new AggregateCall(
        function.name(),
        typed.arguments(),
        call.isDistinct(),
        call.filter().map(f -> query.expressions().condition(f, inside.in("FILTER"))),
        List.of(),
        function.type(),
        true,
        Optional.of(function));
  }

  private Expression fileFact(Syntax.Call call, String name, Place place) {
    if (!call.arguments().isEmpty())
      throw Query.error(
          SqlError.ARGUMENT_MISMATCH,
          call.origin(),
          "Function " + name + " takes no arguments and got " + call.arguments().size(),
          "Write " + name + "()");
    return query
        .expressions()
        .names()
        .fileFact(FILE_FUNCTIONS.get(name), call, place)
        .orElse(name.equals(HasHiddenColumns.INPUT_FILE_NAME) ? Literal.of("") : Literal.of(-1L));
  }

  private static boolean isUnseeded(String name, int argumentCount) {
    Integer unseeded = SEEDED.get(name);
    return unseeded != null && unseeded == argumentCount;
  }

  /** Another for each call; fixed from now on, however often the query is run. */
  private Literal seed() {
    return Literal.of(31 * query.context().settings().startMicros() + query.ids().next());
  }

  /** The function of a call over a window. */
  Expression windowed(Syntax.Windowed windowed, Place place) {
    Syntax.Call call = windowed.call();
    String name = name(call);
    Optional<UserFunction> user = windowed.supplied().or(() -> query.context().userFunction(name));
    if (user.isPresent() && user.get().body() instanceof UserFunction.Aggregating)
      return usersAggregate(user.get(), call, name, place);
    if (user.isPresent()) throw notOverWindow(name, call.origin());
    checkNulls(call, name);
    return switch (find(call, name)) {
      case Function.Aggregate aggregate -> {
        if (call.isDistinct())
          throw Query.error(
              SqlError.SQL_UNSUPPORTED,
              call.origin(),
              "DISTINCT in a function over a window: " + name + "(DISTINCT …) OVER (…)",
              "Leave equal rows out in a sub-query first");
        yield aggregate(aggregate, call, place);
      }
      case Function.OnlyWindow function ->
          function.typing().resolve(arguments(call, name, place), query.context().settings());
      case Function.Scalar _, Function.Generator _ -> throw notOverWindow(name, call.origin());
    };
  }

  private static EngineException notOverWindow(String name, Origin origin) {
    return Query.error(
        SqlError.EXPRESSION_MISPLACED,
        origin,
        "Function " + name + " cannot be computed over a window",
        "Leave OVER (...) out, or use an aggregate");
  }

  /** A generator's call. */
  Optional<Function.GeneratorTypes> generator(Syntax.Call call, Place place) {
    String name = name(call);
    Optional<UserFunction> user = query.context().userFunction(name);
    if (user.isPresent()) return usersRows(user.get(), call, name, place);
    if (query.context().sqlFunction(name).isPresent()) return Optional.empty();
    Optional<Function> found =
        query
            .context()
            .functions()
            .find(name)
            .or(() -> query.context().functions().find(Generators.plain(name)));
    if (!(found.orElse(null) instanceof Function.Generator g)) return Optional.empty();
    checkPlain(call, name);
    return Optional.of(
        g.typing().resolve(arguments(call, name, place), query.context().settings()));
  }

  /** The rows of a table function of the user's; empty if the function is none. */
  private Optional<Function.GeneratorTypes> usersRows(
      UserFunction function, Syntax.Call call, String name, Place place) {
    if (!(function.body() instanceof UserFunction.Expanding)) return Optional.empty();
    checkPlain(call, name);
    UserCall array = user(function, arguments(call, name, place));
    boolean isOfStructs =
        array.type() instanceof ArrayType type && type.elementType() instanceof StructType;
    Function.Generator rows = (Function.Generator) known(isOfStructs ? "inline" : "explode");
    return Optional.of(rows.typing().resolve(List.of(array), query.context().settings()));
  }

  /** A built-in scalar function of arguments that are resolved. */
  Expression named(String name, List<Expression> arguments, Origin origin) {
    if (query.context().functions().find(name).orElse(null) instanceof Function.Scalar scalar) {
      try {
        return scalar.typing().resolve(arguments, query.context().settings());
      } catch (EngineException e) {
        throw QueryErrors.located(e, origin);
      }
    }
    throw Query.unsupported(origin, "Function " + name);
  }

  /** Two values compared, as values of one type. */
  Expression compare(
      Comparison.Operator operator, Expression left, Expression right, Origin origin) {
    List<Expression> sides = FilledText.arguments(operator.sign(), List.of(left, right));
    return named(operator.sign(), sides, origin);
  }

  /** A field of a struct, or the value of a key of a map. */
  Expression field(Expression value, String field, Origin origin) {
    return switch (value.type()) {
      case StructType struct -> {
        int index = NameAnalyzer.fieldIndex(struct, field, origin);
        String name = struct.field(index).name();
        yield named("__field", List.of(value, Literal.of(name)), origin);
      }
      case MapType _ -> element(value, Literal.of(field), origin);
      case ArrayType array when array.elementType() instanceof StructType ->
          eachField(value, array, field, origin);
      default ->
          throw Query.error(
              SqlError.TYPE_MISMATCH,
              origin,
              value + " is " + value.type().sql() + " and has no field " + field,
              "Take fields of structs only");
    };
  }

  /** The field of each struct of an array. */
  private Expression eachField(Expression value, ArrayType array, String field, Origin origin) {
    LambdaVariable struct =
        new LambdaVariable(query.ids().next(), "element", array.elementType(), true);
    Lambda lambda = new Lambda(List.of(struct), field(struct, field, origin));
    return named("transform", List.of(value, lambda), origin);
  }

  /** An element of an array, the value of a key of a map, or a field of a struct. */
  Expression element(Expression value, Expression index, Origin origin) {
    if (value.type() instanceof MapType map && map.keyType() instanceof CollatedType) {
      List<Expression> both = List.of(value, index);
      List<Expression> plain = CollatedCalls.arguments("element_at", both);
      return CollatedCalls.result("element_at", both, named("element_at", plain, origin));
    }
    boolean isField =
        value.type() instanceof StructType && index instanceof Literal(String _, DataType _);
    return isField
        ? field(value, (String) ((Literal) index).value(), origin)
        : named("__element", List.of(value, index), origin);
  }

  /** The name in lower case without what says where functions are that are there everywhere. */
  static String name(Syntax.Call call) {
    String name = ExpressionAnalyzer.lower(String.join(".", call.name()));
    if (name.startsWith("system.")) name = name.substring("system.".length());
    for (String before : List.of("session.", "builtin."))
      if (name.startsWith(before)) return name.substring(before.length());
    return name;
  }

  private Function find(Syntax.Call call, String name) {
    return query
        .context()
        .functions()
        .find(name)
        .orElseThrow(
            () -> {
              List<String> known = new ArrayList<>(query.context().functions().names());
              known.addAll(query.context().userFunctions().keySet());
              known.addAll(query.context().sqlFunctions().keySet());
              return Query.error(
                  SqlError.FUNCTION_NOT_FOUND,
                  call.origin(),
                  "There is no function " + String.join(".", call.name()),
                  QueryErrors.perhaps(
                      Nearest.of(name, known, 3),
                      "Register it first, or use one that SHOW FUNCTIONS names"));
            });
  }

  private static void checkNulls(Syntax.Call call, String name) {
    if (call.ignoreNulls() && !NULL_IGNORING.contains(name) && !NULL_PASSING.contains(name))
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          call.origin(),
          "IGNORE NULLS belongs to functions that take one of several values, and "
              + name
              + " is none",
          "Leave it out");
  }

  private AggregateCall aggregate(Function.Aggregate found, Syntax.Call call, Place inside) {
    if (!call.order().isEmpty() && !IN_ORDER.contains(found.name()))
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          call.origin(),
          "WITHIN GROUP gives an order, and " + found.name() + " is the same in any",
          "Leave it out");
    if (call.isDistinct() && found.name().equals("mode"))
      throw Query.unsupported(call.origin(), "DISTINCT in mode, which counts equal values");
    Function.Aggregate function = found;
    boolean isJoiningDistinct = call.isDistinct() && JOINING.contains(found.name());
    if (isJoiningDistinct) function = (Function.Aggregate) known("__listagg_distinct");
    boolean isOrdered = ORDERED.contains(found.name()) && !call.order().isEmpty();
    List<Expression> arguments =
        isOrdered
            ? orderedArguments(call, found.name(), inside)
            : new ArrayList<>(arguments(call, found.name(), inside));
    function = CollatedAggregates.function(function, arguments, call.isDistinct(), this::known);
    if (call.ignoreNulls() && NULL_IGNORING.contains(function.name())) arguments.add(Literal.TRUE);
    Function.AggregateTypes types =
        function.typing().resolve(arguments, query.context().settings());
    Optional<Expression> filter =
        call.filter().map(f -> query.expressions().condition(f, inside.in("FILTER")));
    List<SortKey> order = new ArrayList<>();
    for (Syntax.SortItem item : isOrdered ? List.<Syntax.SortItem>of() : call.order())
      order.add(
          query.expressions().key(item, query.expressions().analyze(item.expression(), inside)));
    return new AggregateCall(
        function.name(),
        types.arguments(),
        call.isDistinct() && !isJoiningDistinct,
        filter,
        order,
        types.type(),
        types.nullable());
  }

  private Function known(String name) {
    return query.context().functions().find(name).orElseThrow();
  }

  /**
   * What is ordered comes first, then what was given; a mark behind them says that the order is
   * descending.
   */
  private List<Expression> orderedArguments(Syntax.Call call, String name, Place inside) {
    if (call.order().size() > 1)
      throw Query.error(
          SqlError.ARGUMENT_MISMATCH,
          call.origin(),
          name + " orders by one value and got " + call.order().size(),
          "Write one in WITHIN GROUP (ORDER BY …)");
    Syntax.SortItem item = call.order().getFirst();
    List<Expression> arguments = new ArrayList<>();
    arguments.add(query.expressions().analyze(item.expression(), inside));
    arguments.addAll(arguments(call, name, inside));
    if (item.isDescending()) arguments.add(Literal.of("desc"));
    return arguments;
  }

  private static EngineException aggregateMisplaced(Syntax.Call call, String name, Place place) {
    return Query.error(
        SqlError.EXPRESSION_MISPLACED,
        call.origin(),
        "The aggregate " + name + " stands in " + place.clause(),
        place.clause().equals("WHERE") ? "Filter groups with HAVING" : "Compute it in a sub-query");
  }

  private void checkPlain(Syntax.Call call, String name) {
    boolean isPlain = !call.isDistinct() && call.filter().isEmpty() && call.order().isEmpty();
    if (!isPlain)
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          call.origin(),
          "DISTINCT, FILTER and WITHIN GROUP belong to aggregates, and " + name + " is none",
          "Leave them out");
  }

  private List<Expression> arguments(Syntax.Call call, String name, Place place) {
    List<Expression> arguments = new ArrayList<>();
    for (Syntax argument : NamedArguments.ordered(call, name)) {
      switch (argument) {
        case Syntax.Star star
            when name.equals("count") && star.qualifier().isEmpty() && !call.isDistinct() ->
            arguments.add(Literal.of(1));
        case Syntax.Star star ->
            arguments.addAll(
                query
                    .expressions()
                    .analyze(new StarExpansion(query).arguments(star, place), place));
        case Syntax.Lambda lambda -> arguments.add(lambda(name, lambda, arguments, place));
        default -> arguments.add(query.expressions().analyze(argument, place));
      }
    }
    return arguments;
  }

  private Lambda lambda(String name, Syntax.Lambda lambda, List<Expression> before, Place place) {
    List<DataType> types =
        LambdaParameters.of(name, before, lambda.parameters().size()).orElse(List.of());
    if (types.size() != lambda.parameters().size())
      throw Query.error(
          SqlError.ARGUMENT_MISMATCH,
          lambda.origin(),
          "Function "
              + name
              + " takes no lambda of "
              + lambda.parameters().size()
              + " parameters here",
          "Give a function that suits the arguments before it");
    List<LambdaVariable> variables = new ArrayList<>();
    for (int i = 0; i < types.size(); i++)
      variables.add(
          new LambdaVariable(query.ids().next(), lambda.parameters().get(i), types.get(i), true));
    return new Lambda(
        variables, query.expressions().analyze(lambda.body(), place.withVariables(variables)));
  }

  private static UserCall user(UserFunction function, List<Expression> arguments) {
    List<Expression> cast = arguments;
    if (function.parameterTypes().isPresent()) {
      List<DataType> wanted = function.parameterTypes().get();
      if (wanted.size() != arguments.size())
        throw new EngineException(
            SqlError.ARGUMENT_MISMATCH,
            "Function "
                + function.name()
                + " takes "
                + wanted.size()
                + " arguments and got "
                + arguments.size(),
            "Give it as many arguments as it takes");
      cast = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++) {
        Expression argument = arguments.get(i);
        DataType type = wanted.get(i);
        cast.add(
            Coercion.implicit(argument, type)
                .orElseThrow(
                    () ->
                        new EngineException(
                            SqlError.ARGUMENT_MISMATCH,
                            "Function "
                                + function.name()
                                + " takes "
                                + type.sql()
                                + " and not "
                                + argument.type().sql(),
                            "Cast the argument")));
      }
    }
    return new UserCall(function, cast, function.type(), true);
  }

  /**
   * The arguments of {@code struct} as those of {@code named_struct}: fields are named by aliases
   * and columns, others {@code col1}, {@code col2} by their places.
   */
  private List<Expression> structArguments(Syntax.Call call, Place place) {
    List<Expression> arguments = new ArrayList<>();
    for (Syntax argument : call.arguments()) {
      if (argument instanceof Syntax.Star star) {
        for (Item item : new StarExpansion(query).items(star, place)) {
          arguments.add(Literal.of(item.name()));
          arguments.add(item.expression());
        }
        continue;
      }
      Expression value = query.expressions().analyze(argument, place);
      String field =
          switch (argument) {
            case Syntax.Alias alias -> alias.names().getFirst();
            case Syntax.Name name -> name.parts().getLast();
            case Syntax.Field access -> access.field();
            case Syntax.Resolved(Attribute attribute, Origin _) -> attribute.name();
            default -> "col" + (arguments.size() / 2 + 1);
          };
      arguments.add(Literal.of(field));
      arguments.add(value);
    }
    return arguments;
  }
}
