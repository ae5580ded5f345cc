package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.AggregateTypes;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Definition;
import java.util.List;

/** Aggregates that give one of the values seen. */
final class KeepingFunctions {
  private KeepingFunctions() {}

  static List<Function> all() {
    Function first = positional("first", Kept.Rule.FIRST);
    Function last = positional("last", Kept.Rule.LAST);
    Function all = truths("bool_and", false);
    Function any = truths("bool_or", true);
    return List.of(
        extreme("min", false),
        extreme("max", true),
        first,
        last,
        Definition.alias("first_value", first),
        Definition.alias("last_value", last),
        Definition.alias("any_value", first),
        keyed("min_by", Kept.Rule.MIN),
        keyed("max_by", Kept.Rule.MAX),
        all,
        Definition.alias("every", all),
        any,
        Definition.alias("some", any),
        Definition.alias("any", any));
  }

  private static Function extreme(String name, boolean isMax) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          DataType type = arguments.getFirst().type();
          if (!Coercion.isComparable(type))
            throw Signature.mismatch(name, arguments, 0, "of an ordered type");
          return new AggregateTypes(arguments, type, true);
        },
        (call, _) ->
            Extreme.isFor(call.type())
                ? new Extreme(call.type(), isMax)
                : new Kept(
                    call.type(), call.type(), isMax ? Kept.Rule.MAX : Kept.Rule.MIN, false, true));
  }

  private static Function truths(String name, boolean isMax) {
    return new Function.Aggregate(
        name,
        (arguments, _) ->
            new AggregateTypes(
                Signature.coerce(name, arguments, 1, AtomicType.BOOLEAN), AtomicType.BOOLEAN, true),
        (_, _) -> new Extreme(AtomicType.BOOLEAN, isMax));
  }

  private static Function positional(String name, Kept.Rule rule) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          if (arguments.size() == 2
              && !(arguments.get(1) instanceof Literal(Boolean _, DataType _)))
            throw Signature.mismatch(name, arguments, 1, "TRUE or FALSE");
          return new AggregateTypes(arguments, arguments.getFirst().type(), true);
        },
        (call, _) -> new Kept(call.type(), call.type(), rule, false, ignoresNulls(call)));
  }

  private static boolean ignoresNulls(AggregateCall call) {
    List<Expression> arguments = call.arguments();
    return arguments.size() == 2
        && arguments.get(1) instanceof Literal(Boolean truth, DataType _)
        && truth;
  }

  /** With a third argument: so many values, the best first, as an array. */
  private static Function keyed(String name, Kept.Rule rule) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 3);
          if (!Coercion.isComparable(arguments.get(1).type()))
            throw Signature.mismatch(name, arguments, 1, "of an ordered type");
          DataType type = arguments.getFirst().type();
          if (arguments.size() == 2) return new AggregateTypes(arguments, type, true);
          if (!(Signature.coerceOne(name, arguments, 2, AtomicType.INTEGER)
              instanceof Literal(Integer count, DataType _)))
            throw Signature.mismatch(name, arguments, 2, "a constant INT");
          if (count < 1 || count > RankedBy.MAX_COUNT)
            throw Failures.invalidArgument(
                name, "a count of " + count, "one from 1 to " + RankedBy.MAX_COUNT);
          return new AggregateTypes(
              List.of(arguments.get(0), arguments.get(1), Literal.of(count)),
              new ArrayType(type, true),
              false);
        },
        (call, _) -> {
          DataType key = call.arguments().get(1).type();
          if (call.arguments().size() == 2) return new Kept(call.type(), key, rule, true, false);
          int count = ((Number) ((Literal) call.arguments().get(2)).value()).intValue();
          return new RankedBy((ArrayType) call.type(), key, rule == Kept.Rule.MAX, count);
        });
  }
}
