package io.brasa.sql.analysis;

import io.brasa.columnar.type.CollatedType;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.text.CollationFunctions;
import java.util.List;
import java.util.Set;

/** Aggregates of text that has a collation. */
final class CollatedAggregates {
  /** Aggregates that keep or count texts, whatever these are. */
  private static final Set<String> INDIFFERENT =
      Set.of(
          "count",
          "first",
          "last",
          "any_value",
          "first_value",
          "last_value",
          "collect_list",
          "array_agg",
          "listagg",
          "string_agg",
          "count_if",
          "nth_value");

  /** Finds an aggregate that is there. */
  @FunctionalInterface
  interface Known {
    Function named(String name);
  }

  private CollatedAggregates() {}

  /**
   * The aggregate that is meant; its arguments become keys where it compares them.
   *
   * @param arguments is changed
   */
  static Function.Aggregate function(
      Function.Aggregate function, List<Expression> arguments, boolean isDistinct, Known known) {
    boolean isAny = false;
    for (Expression argument : arguments) isAny |= Coercion.hasCollation(argument.type());
    if (!isAny) return function;
    boolean isPlain = arguments.stream().allMatch(a -> isPlain(a));
    String name = function.name();
    if (isPlain && (name.equals("count") && isDistinct || name.equals("approx_count_distinct"))) {
      arguments.replaceAll(a -> key(a));
      return function;
    }
    if (isPlain && !isDistinct && (name.equals("min") || name.equals("max"))) {
      arguments.add(key(arguments.getFirst()));
      return (Function.Aggregate) known.named(name + "_by");
    }
    boolean isBy = name.equals("min_by") || name.equals("max_by");
    if (isPlain && !isDistinct && isBy && arguments.size() == 2) {
      arguments.set(1, key(arguments.get(1)));
      return function;
    }
    if (!isDistinct && INDIFFERENT.contains(name)) return function;
    throw CollationFunctions.unsupported(
        "Aggregate " + name + (isDistinct ? "(DISTINCT …)" : ""), arguments.getFirst().type());
  }

  private static boolean isPlain(Expression argument) {
    return argument.type() instanceof CollatedType || !Coercion.hasCollation(argument.type());
  }

  private static Expression key(Expression argument) {
    return argument.type() instanceof CollatedType ? CollationFunctions.key(argument) : argument;
  }
}
