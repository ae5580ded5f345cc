package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code f(name => value)}: arguments by the names that a function has for them. */
final class NamedArguments {
  /** A parameter, and what stands for it if it is left out and others behind it are not. */
  private record Parameter(String name, Optional<Object> missing) {}

  private NamedArguments() {}

  /** In the order of the function's parameters; as they are if none has a name. */
  static List<Syntax> ordered(Syntax.Call call, String function) {
    if (call.arguments().stream().noneMatch(Syntax.NamedArgument.class::isInstance))
      return call.arguments();
    List<Parameter> parameters = parameters(function);
    if (parameters.isEmpty())
      throw Query.error(
          SqlError.ARGUMENT_MISMATCH,
          call.origin(),
          "Function " + function + " has no names for its arguments",
          "Give them by their places");
    Syntax[] given = new Syntax[parameters.size()];
    int place = 0;
    boolean isNamed = false;
    for (Syntax argument : call.arguments()) {
      if (argument instanceof Syntax.NamedArgument named) {
        isNamed = true;
        int index = index(parameters, named, function);
        if (given[index] != null) throw twice(named, function);
        given[index] = named.value();
      } else if (isNamed || place >= given.length) {
        throw Query.error(
            SqlError.ARGUMENT_MISMATCH,
            argument.origin(),
            "An argument of " + function + " without a name stands behind those with names",
            "Give a name to it, or put it first");
      } else {
        given[place++] = argument;
      }
    }
    return filled(parameters, given, call.origin(), function);
  }

  private static List<Syntax> filled(
      List<Parameter> parameters, Syntax[] given, Origin origin, String function) {
    int last = 0;
    for (int i = 0; i < given.length; i++) if (given[i] != null) last = i;
    List<Syntax> all = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      Parameter parameter = parameters.get(i);
      if (given[i] == null && parameter.missing().isEmpty())
        throw Query.error(
            SqlError.ARGUMENT_MISMATCH,
            origin,
            "Function " + function + " got no argument " + parameter.name(),
            "Give it");
      all.add(given[i] == null ? constant(parameter.missing().orElseThrow(), origin) : given[i]);
    }
    return all;
  }

  private static Syntax constant(Object value, Origin origin) {
    AtomicType type = value instanceof Integer ? AtomicType.INTEGER : AtomicType.STRING;
    return new Syntax.Constant(value, type, origin);
  }

  private static int index(
      List<Parameter> parameters, Syntax.NamedArgument named, String function) {
    for (int i = 0; i < parameters.size(); i++)
      if (parameters.get(i).name().equalsIgnoreCase(named.name())) return i;
    List<String> names = parameters.stream().map(Parameter::name).toList();
    throw Query.error(
        SqlError.ARGUMENT_MISMATCH,
        named.origin(),
        "Function " + function + " has no argument " + named.name(),
        QueryErrors.perhaps(
            Nearest.of(named.name(), names, 3), "It has " + String.join(", ", names)));
  }

  private static RuntimeException twice(Syntax.NamedArgument named, String function) {
    return Query.error(
        SqlError.ARGUMENT_MISMATCH,
        named.origin(),
        "Function " + function + " got the argument " + named.name() + " twice",
        "Give it once");
  }

  private static List<Parameter> parameters(String function) {
    return switch (function) {
      case "mask" ->
          List.of(
              new Parameter("str", Optional.empty()),
              new Parameter("upperChar", Optional.of("X")),
              new Parameter("lowerChar", Optional.of("x")),
              new Parameter("digitChar", Optional.of("n")),
              new Parameter("otherChar", Optional.empty()));
      case "explode", "explode_outer", "posexplode", "posexplode_outer" -> named("collection");
      case "inline", "inline_outer" -> named("input");
      case "randstr" -> named("length", "seed");
      case "uniform" -> named("min", "max", "seed");
      case "tuple_sketch_agg_integer", "tuple_sketch_agg_double" -> sized("key", "summary");
      case "tuple_union_agg_integer", "tuple_union_agg_double" -> sized("child");
      case "tuple_union_integer", "tuple_union_double" -> sized("tupleSketch1", "tupleSketch2");
      case "tuple_union_theta_integer", "tuple_union_theta_double" ->
          sized("tupleSketch", "thetaSketch");
      case "count_min_sketch" -> named("column", "epsilon", "confidence", "seed");
      default -> List.of();
    };
  }

  /** Parameters and behind them the size and mode of a sketch. */
  private static List<Parameter> sized(String... names) {
    List<Parameter> parameters = new ArrayList<>(named(names));
    parameters.add(new Parameter("lgNomEntries", Optional.of(12)));
    parameters.add(new Parameter("mode", Optional.of("sum")));
    return parameters;
  }

  private static List<Parameter> named(String... names) {
    return Arrays.stream(names).map(name -> new Parameter(name, Optional.empty())).toList();
  }
}
