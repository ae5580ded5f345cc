package io.brasa.sql.function.numeric;

import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.FLOAT;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Wide;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Numbers with fewer digits: to the nearest, up or down. */
final class RoundingFunctions {
  private RoundingFunctions() {}

  static List<Function> all() {
    Function ceil = whole("ceil", RoundingMode.CEILING);
    return List.of(
        round("round", RoundingMode.HALF_UP),
        round("bround", RoundingMode.HALF_EVEN),
        ceil,
        Definition.alias("ceiling", ceil),
        whole("floor", RoundingMode.FLOOR));
  }

  private static int digits(String name, List<Expression> arguments) {
    if (arguments.size() < 2) return 0;
    if (Coercion.cast(arguments.get(1), INTEGER) instanceof Literal(Integer digits, DataType _))
      return digits;
    throw Signature.mismatch(name, arguments, 1, "a constant INT");
  }

  private static Expression number(String name, List<Expression> arguments) {
    Signature.count(name, arguments, 1, 2);
    Expression argument = arguments.getFirst();
    return Coercion.isNumeric(argument.type())
        ? argument
        : Signature.coerceOne(name, arguments, 0, DOUBLE);
  }

  /** The type of a decimal that is rounded: it may need one digit more before the point. */
  private static DecimalType rounded(DecimalType type, int digits) {
    int whole = type.precision() - type.scale() + 1;
    if (digits < 0)
      return new DecimalType(Math.min(Math.max(whole, 1 - digits), DecimalType.MAX_PRECISION), 0);
    int scale = Math.min(type.scale(), digits);
    return new DecimalType(Math.min(whole + scale, DecimalType.MAX_PRECISION), scale);
  }

  private static Function round(String name, RoundingMode mode) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          Expression number = number(name, arguments);
          if (arguments.size() == 2 && arguments.get(1).type() == AtomicType.NULL)
            return new Literal(
                null,
                number.type() instanceof DecimalType decimal ? rounded(decimal, 0) : number.type());
          int digits = digits(name, arguments);
          DataType type =
              number.type() instanceof DecimalType decimal
                  ? rounded(decimal, digits)
                  : number.type();
          return new Call(
              name,
              List.of(number, Literal.of(digits)),
              type,
              number.nullable() || !settings.isAnsi());
        },
        (call, settings) -> kernel(call, settings, mode, digits(name, call.arguments())));
  }

  /** Without digits the result is a bigint, or a decimal without scale. */
  private static Function whole(String name, RoundingMode mode) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Expression number = number(name, arguments);
          int digits = digits(name, arguments);
          if (arguments.size() == 2 && Coercion.isIntegral(number.type()))
            number = Coercion.cast(number, Coercion.decimalFor(number.type()));
          if (arguments.size() == 2 && !(number.type() instanceof DecimalType))
            number = Coercion.cast(number, new DecimalType(30, 15));
          boolean isWhole =
              arguments.size() == 1 && number.type() instanceof DecimalType d && d.scale() == 0;
          DataType type =
              isWhole
                  ? number.type()
                  : number.type() instanceof DecimalType decimal ? rounded(decimal, digits) : LONG;
          return new Call(name, List.of(number, Literal.of(digits)), type, number.nullable());
        },
        (call, settings) -> {
          if (call.type() != LONG)
            return kernel(call, settings, mode, digits(name, call.arguments()));
          boolean isUp = mode == RoundingMode.CEILING;
          return switch (call.argument(0).type().storage()) {
            case BYTE -> PerRow.STRICT.longs(LONG, a -> a.byteAt(0));
            case SHORT -> PerRow.STRICT.longs(LONG, a -> a.shortAt(0));
            case INT -> PerRow.STRICT.longs(LONG, a -> a.intAt(0));
            case LONG -> PerRow.STRICT.longs(LONG, a -> a.longAt(0));
            case FLOAT -> PerRow.STRICT.longs(LONG, a -> whole(a.floatAt(0), isUp));
            default -> PerRow.STRICT.longs(LONG, a -> whole(a.doubleAt(0), isUp));
          };
        });
  }

  private static long whole(double value, boolean isUp) {
    return (long) (isUp ? Math.ceil(value) : Math.floor(value));
  }

  private static Kernel kernel(
      Call call, EvaluationSettings settings, RoundingMode mode, int digits) {
    DataType from = call.argument(0).type();
    if (from instanceof DecimalType decimal)
      return decimals(call, decimal.scale(), mode, digits, settings.isAnsi());
    if (from == DOUBLE)
      return PerRow.STRICT.doubles(DOUBLE, a -> real(a.doubleAt(0), mode, digits));
    if (from == FLOAT) return PerRow.STRICT.doubles(FLOAT, a -> single(a.floatAt(0), mode, digits));
    return integers(call, mode, digits, settings.isAnsi());
  }

  private static double real(double value, RoundingMode mode, int digits) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(digits, mode).doubleValue()
        : value;
  }

  private static double single(float value, RoundingMode mode, int digits) {
    return Float.isFinite(value)
        ? new BigDecimal(Float.toString(value)).setScale(digits, mode).floatValue()
        : value;
  }

  private static Kernel integers(Call call, RoundingMode mode, int digits, boolean isAnsi) {
    DataType type = call.type();
    PerRow.ToLong body =
        a -> {
          long value = read(a, type);
          if (digits >= 0) return value;
          BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, mode);
          long result = rounded.longValue();
          boolean isRoom =
              rounded.compareTo(BigDecimal.valueOf(result)) == 0 && isRoom(result, type);
          if (!isRoom) {
            if (isAnsi) throw Failures.overflow("round of " + value, type.sql(), "");
            a.giveNull();
          }
          return result;
        };
    return type == LONG
        ? PerRow.STRICT.longs(type, body)
        : PerRow.STRICT.ints(type, a -> (int) body.apply(a));
  }

  private static boolean isRoom(long value, DataType type) {
    return switch (type.storage()) {
      case BYTE -> value == (byte) value;
      case SHORT -> value == (short) value;
      case INT -> value == (int) value;
      default -> true;
    };
  }

  private static long read(Arguments a, DataType type) {
    return switch (type.storage()) {
      case BYTE -> a.byteAt(0);
      case SHORT -> a.shortAt(0);
      case INT -> a.intAt(0);
      default -> a.longAt(0);
    };
  }

  private static Kernel decimals(
      Call call, int scale, RoundingMode mode, int digits, boolean isAnsi) {
    DecimalType type = (DecimalType) call.type();
    PerRow.ToWide body =
        (a, out) -> {
          DecimalArithmetic.read(a.column(0), a.row(), out);
          boolean isFast = digits == type.scale() && mode == RoundingMode.HALF_UP;
          boolean isRoom = true;
          if (isFast) {
            out.dividePowerHalfUp(scale - digits);
          } else {
            BigDecimal value = new BigDecimal(out.toBigInteger(), scale);
            BigDecimal rounded =
                digits < scale ? value.setScale(digits, mode).setScale(type.scale()) : value;
            isRoom = out.set(rounded.setScale(type.scale()).unscaledValue());
          }
          if (isRoom && out.fits(type.precision())) return;
          if (isAnsi) throw Failures.overflow("round", type.sql(), "");
          a.giveNull();
        };
    if (!type.isLong()) return PerRow.STRICT.wides(type, body);
    Wide out = new Wide();
    return PerRow.STRICT.longs(
        type,
        a -> {
          body.apply(a, out);
          return out.low;
        });
  }
}
