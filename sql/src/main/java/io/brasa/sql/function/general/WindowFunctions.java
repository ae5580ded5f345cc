package io.brasa.sql.function.general;

import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.INTEGER;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import java.util.ArrayList;
import java.util.List;

/** Functions that only windows have: their types. The operator of windows computes them. */
public final class WindowFunctions {
  private WindowFunctions() {}

  public static List<Function> all() {
    return List.of(
        rank("row_number", INTEGER),
        rank("rank", INTEGER),
        rank("dense_rank", INTEGER),
        rank("percent_rank", DOUBLE),
        rank("cume_dist", DOUBLE),
        new Function.OnlyWindow("ntile", (arguments, _) -> tiles(arguments)),
        offset("lag"),
        offset("lead"),
        new Function.OnlyWindow("nth_value", (arguments, _) -> nth(arguments)));
  }

  private static Function rank(String name, DataType type) {
    return new Function.OnlyWindow(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 0, 0);
          return new Call(name, List.of(), type, false);
        });
  }

  private static Expression whole(String name, List<Expression> arguments, int index, int least) {
    Expression value = Signature.coerceOne(name, arguments, index, INTEGER);
    if (value instanceof Literal(Integer number, DataType _) && number >= least) return value;
    throw Signature.mismatch(
        name,
        arguments,
        index,
        least == Integer.MIN_VALUE ? "a constant INT" : "a constant INT of at least " + least);
  }

  private static Expression tiles(List<Expression> arguments) {
    Signature.count("ntile", arguments, 0, 1);
    Expression count = arguments.isEmpty() ? Literal.of(1) : whole("ntile", arguments, 0, 1);
    return new Call("ntile", List.of(count), INTEGER, false);
  }

  /** The value some rows away, or what stands in for it: always three arguments. */
  private static Function offset(String name) {
    return new Function.OnlyWindow(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 3);
          List<Expression> all = new ArrayList<>();
          all.add(arguments.getFirst());
          all.add(
              arguments.size() > 1 ? whole(name, arguments, 1, Integer.MIN_VALUE) : Literal.of(1));
          Expression missing = arguments.size() > 2 ? arguments.get(2) : Literal.NULL;
          DataType type =
              Coercion.widest(arguments.getFirst().type(), missing.type())
                  .orElseThrow(() -> Signature.mismatch(name, arguments));
          all.set(0, Coercion.cast(all.getFirst(), type));
          all.add(Coercion.cast(missing, type));
          boolean isNullable = arguments.getFirst().nullable() || missing.nullable();
          return new Call(name, all, type, isNullable);
        });
  }

  private static Expression nth(List<Expression> arguments) {
    Signature.count("nth_value", arguments, 2, 2);
    Expression place = whole("nth_value", arguments, 1, 1);
    return new Call(
        "nth_value", List.of(arguments.getFirst(), place), arguments.getFirst().type(), true);
  }
}
