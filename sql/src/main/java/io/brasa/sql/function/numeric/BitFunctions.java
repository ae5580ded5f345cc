package io.brasa.sql.function.numeric;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.BYTE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import java.util.List;
import java.util.function.LongBinaryOperator;

/** Operators on the bits of whole numbers. */
final class BitFunctions {
  private BitFunctions() {}

  static List<Function> all() {
    Function left = shift("shiftleft", (x, n) -> (int) x << n, (x, n) -> x << n);
    Function right = shift("shiftright", (x, n) -> (int) x >> n, (x, n) -> x >> n);
    Function unsigned = shift("shiftrightunsigned", (x, n) -> (int) x >>> n, (x, n) -> x >>> n);
    Function bit = bit();
    return List.of(
        binary("&", (x, y) -> x & y),
        binary("|", (x, y) -> x | y),
        binary("^", (x, y) -> x ^ y),
        inverse(),
        left,
        Definition.alias("<<", left),
        right,
        Definition.alias(">>", right),
        unsigned,
        Definition.alias(">>>", unsigned),
        count(),
        bit,
        Definition.alias("getbit", bit));
  }

  private static long read(Arguments a, int argument, DataType type) {
    return switch (type.storage()) {
      case BYTE -> a.byteAt(argument);
      case SHORT -> a.shortAt(argument);
      case INT -> a.intAt(argument);
      default -> a.longAt(argument);
    };
  }

  private static Kernel kernel(DataType type, PerRow.ToLong body) {
    return type == LONG
        ? PerRow.STRICT.longs(type, body)
        : PerRow.STRICT.ints(type, a -> (int) body.apply(a));
  }

  private static Function binary(String name, LongBinaryOperator operator) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 2);
          List<Expression> same = Signature.same(name, arguments);
          if (same.getFirst().type() == NULL) return new Literal(null, INTEGER);
          if (!Coercion.isIntegral(same.getFirst().type()))
            throw Signature.mismatch(name, arguments);
          return new Call(name, same, same.getFirst().type(), Signature.anyNullable(arguments));
        },
        (call, _) -> {
          DataType type = call.type();
          return kernel(type, a -> operator.applyAsLong(read(a, 0, type), read(a, 1, type)));
        });
  }

  private static Function inverse() {
    return new Function.Scalar(
        "~",
        (arguments, _) -> {
          Signature.count("~", arguments, 1, 1);
          Expression argument = arguments.getFirst();
          if (!Coercion.isIntegral(argument.type())) throw Signature.mismatch("~", arguments);
          return new Call("~", arguments, argument.type(), argument.nullable());
        },
        (call, _) -> kernel(call.type(), a -> ~read(a, 0, call.type())));
  }

  /** The result is an int, or a bigint if the first argument is one. */
  private static Function shift(String name, LongBinaryOperator ofInt, LongBinaryOperator ofLong) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          DataType type =
              !arguments.isEmpty() && arguments.getFirst().type() == LONG ? LONG : INTEGER;
          return Signature.of(name, type, 2, type, INTEGER).resolve(arguments, settings);
        },
        (call, _) -> {
          DataType type = call.type();
          LongBinaryOperator operator = type == LONG ? ofLong : ofInt;
          return kernel(type, a -> operator.applyAsLong(read(a, 0, type), a.intAt(1)));
        });
  }

  private static Function bit() {
    return new Function.Scalar(
        "bit_get",
        (arguments, settings) -> {
          boolean isWhole =
              arguments.size() == 2 && Coercion.isIntegral(arguments.getFirst().type());
          if (arguments.size() == 2 && !isWhole && arguments.getFirst().type() != NULL)
            throw Signature.mismatch("bit_get", arguments, 0, "a whole number");
          DataType type = isWhole ? arguments.getFirst().type() : LONG;
          return Signature.of("bit_get", BYTE, 2, type, INTEGER).resolve(arguments, settings);
        },
        (call, _) -> {
          DataType type = call.argument(0).type();
          int last =
              switch (type.storage()) {
                case BYTE -> 7;
                case SHORT -> 15;
                case INT -> 31;
                default -> 63;
              };
          return PerRow.STRICT.ints(
              BYTE,
              a -> {
                int place = a.intAt(1);
                if (place < 0 || place > last)
                  throw Failures.invalidArgument(
                      "bit_get", "place " + place, "one from 0 to " + last);
                return (int) (read(a, 0, type) >> place & 1);
              });
        });
  }

  private static Function count() {
    return new Function.Scalar(
        "bit_count",
        (arguments, _) -> {
          Signature.count("bit_count", arguments, 1, 1);
          Expression argument = arguments.getFirst();
          if (argument.type() == NULL) argument = Coercion.cast(argument, LONG);
          if (!Coercion.isIntegral(argument.type()) && argument.type() != BOOLEAN)
            throw Signature.mismatch("bit_count", arguments, 0, "a whole number");
          return new Call("bit_count", List.of(argument), INTEGER, argument.nullable());
        },
        (call, _) -> {
          DataType type = call.argument(0).type();
          return PerRow.STRICT.ints(INTEGER, a -> Long.bitCount(read(a, 0, type)));
        });
  }
}
