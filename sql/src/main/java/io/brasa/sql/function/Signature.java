package io.brasa.sql.function;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How most calls are resolved: so many arguments of such types make a value of such a type. */
public final class Signature {
  private Signature() {}

  /**
   * Arguments of fixed types, of which the last may be missing; null if an argument is.
   *
   * @param required how many arguments there are at least
   */
  public static Function.Typing of(
      String name, DataType result, int required, DataType... parameters) {
    return (arguments, _) -> {
      List<Expression> coerced = coerce(name, arguments, required, parameters);
      return new Call(name, coerced, result, anyNullable(coerced));
    };
  }

  /** As {@link #of}, where the result may be null though no argument is. */
  public static Function.Typing nullable(
      String name, DataType result, int required, DataType... parameters) {
    return (arguments, _) ->
        new Call(name, coerce(name, arguments, required, parameters), result, true);
  }

  /** The arguments as values of the parameters' types. */
  public static List<Expression> coerce(
      String name, List<Expression> arguments, int required, DataType... parameters) {
    count(name, arguments, required, parameters.length);
    List<Expression> coerced = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++)
      coerced.add(coerceOne(name, arguments, i, parameters[i]));
    return coerced;
  }

  /** One of the arguments as a value of a type. */
  public static Expression coerceOne(
      String name, List<Expression> arguments, int index, DataType type) {
    return Coercion.implicit(arguments.get(index), type)
        .orElseThrow(() -> mismatch(name, arguments, index, type.sql()));
  }

  /** All arguments as values of their common type. */
  public static List<Expression> same(String name, List<Expression> arguments) {
    DataType type =
        Coercion.widest(arguments)
            .orElseThrow(
                () ->
                    new EngineException(
                        SqlError.TYPE_MISMATCH,
                        "The arguments of " + name + " have no common type: " + types(arguments),
                        "Cast them to one type"));
    return arguments.stream().map(argument -> Coercion.cast(argument, type)).toList();
  }

  /** Whether any may be null. */
  public static boolean anyNullable(List<Expression> arguments) {
    return arguments.stream().anyMatch(Expression::nullable);
  }

  /** Fails unless there are so many arguments. */
  public static void count(String name, List<Expression> arguments, int least, int most) {
    int actual = arguments.size();
    if (actual >= least && actual <= most) return;
    String wanted =
        least == most
            ? "" + least
            : most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
    throw new EngineException(
        SqlError.ARGUMENT_MISMATCH,
        "Function " + name + " takes " + wanted + " arguments and got " + actual,
        "Give it as many arguments as it takes");
  }

  /** The error of an argument of a wrong type. */
  public static EngineException mismatch(
      String name, List<Expression> arguments, int index, String wanted) {
    return new EngineException(
        SqlError.ARGUMENT_MISMATCH,
        "Argument "
            + (index + 1)
            + " of "
            + name
            + " must be "
            + wanted
            + ", but "
            + shown(arguments.get(index))
            + " is "
            + arguments.get(index).type().sql(),
        "Cast it, or give another value");
  }

  /** The error of operands that do not go together. */
  public static EngineException mismatch(String name, List<Expression> arguments) {
    return new EngineException(
        SqlError.ARGUMENT_MISMATCH,
        name + " does not take arguments of types " + types(arguments),
        "Cast them to types that it takes");
  }

  private static String types(List<Expression> arguments) {
    return arguments.stream().map(a -> a.type().sql()).collect(Collectors.joining(", "));
  }

  /** An expression as errors name it: without the numbers that tell columns apart in plans. */
  public static String shown(Expression expression) {
    return expression.toString().replaceAll("(?<=[\\w`])#\\d+", "");
  }

  /** Whether the argument is of a type, or NULL and so of any. */
  public static boolean is(Expression argument, DataType type) {
    return argument.type().equals(type) || argument.type() == AtomicType.NULL;
  }
}
