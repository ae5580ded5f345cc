package io.brasa.sql.function.numeric;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Functions of doubles, and what else numbers are used for. */
public final class MathFunctions {
  private static final int MAX_FACTORIAL = 20;

  private MathFunctions() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    functions.addAll(curves());
    functions.addAll(logarithms());
    functions.addAll(others());
    functions.addAll(RoundingFunctions.all());
    functions.addAll(BitFunctions.all());
    return functions;
  }

  private static Function curve(String name, DoubleUnaryOperator operator) {
    return Definition.of(name, DOUBLE).real(a -> operator.applyAsDouble(a.doubleAt(0)));
  }

  private static List<Function> curves() {
    Function sign = sign();
    return List.of(
        curve("sqrt", Math::sqrt),
        curve("cbrt", StrictMath::cbrt),
        curve("exp", StrictMath::exp),
        curve("expm1", StrictMath::expm1),
        curve("sin", Math::sin),
        curve("cos", Math::cos),
        curve("tan", Math::tan),
        curve("cot", x -> 1 / Math.tan(x)),
        curve("sec", x -> 1 / Math.cos(x)),
        curve("csc", x -> 1 / Math.sin(x)),
        curve("asin", Math::asin),
        curve("acos", Math::acos),
        curve("atan", Math::atan),
        curve("sinh", Math::sinh),
        curve("cosh", Math::cosh),
        curve("tanh", Math::tanh),
        curve("asinh", x -> Math.copySign(Math.log(Math.abs(x) + Math.sqrt(x * x + 1)), x)),
        curve("acosh", x -> Math.log(x + Math.sqrt(x * x - 1))),
        curve("atanh", x -> 0.5 * (Math.log1p(x) - Math.log1p(-x))),
        curve("degrees", Math::toDegrees),
        curve("radians", Math::toRadians),
        curve("rint", Math::rint),
        sign,
        Definition.alias("signum", sign));
  }

  /** Of a number, or of an interval. */
  private static Function sign() {
    return new Function.Scalar(
        "sign",
        (arguments, settings) -> {
          boolean isInterval =
              arguments.size() == 1
                  && (arguments.getFirst().type() instanceof YearMonthIntervalType
                      || arguments.getFirst().type() instanceof DayTimeIntervalType);
          if (isInterval)
            return new Call("sign", arguments, DOUBLE, arguments.getFirst().nullable());
          return Signature.of("sign", DOUBLE, 1, DOUBLE).resolve(arguments, settings);
        },
        (call, _) ->
            PerRow.STRICT.doubles(
                DOUBLE,
                switch (call.argument(0).type().storage()) {
                  case INT -> a -> Integer.signum(a.intAt(0));
                  case LONG -> a -> Long.signum(a.longAt(0));
                  default -> a -> Math.signum(a.doubleAt(0));
                }));
  }

  private static Function logarithm(String name, double least, DoubleUnaryOperator operator) {
    return Definition.of(name, DOUBLE)
        .nullable()
        .real(
            a -> {
              if (a.doubleAt(0) <= least) a.giveNull();
              return operator.applyAsDouble(a.doubleAt(0));
            });
  }

  private static List<Function> logarithms() {
    Function power =
        Definition.of("pow", DOUBLE, DOUBLE)
            .real(a -> StrictMath.pow(a.doubleAt(0), a.doubleAt(1)));
    return List.of(
        logarithm("ln", 0, StrictMath::log),
        logarithm("log10", 0, StrictMath::log10),
        logarithm("log2", 0, x -> StrictMath.log(x) / StrictMath.log(2)),
        logarithm("log1p", -1, StrictMath::log1p),
        Definition.of("log", DOUBLE, DOUBLE).required(1).nullable().real(MathFunctions::log),
        power,
        Definition.alias("power", power));
  }

  /** Of one argument the natural logarithm, of two that of the second to the base of the first. */
  private static double log(Arguments a) {
    double base = a.doubleAt(0);
    double value = a.count() > 1 ? a.doubleAt(1) : base;
    if (value <= 0 || base <= 0) a.giveNull();
    return a.count() > 1 ? StrictMath.log(value) / StrictMath.log(base) : StrictMath.log(value);
  }

  private static Function constant(String name, double value) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 0, 0);
          return new Literal(value, DOUBLE);
        },
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became a literal");
        });
  }

  private static List<Function> others() {
    return List.of(
        constant("pi", Math.PI),
        constant("e", Math.E),
        Definition.of("atan2", DOUBLE, DOUBLE)
            .real(a -> Math.atan2(a.doubleAt(0) + 0.0, a.doubleAt(1) + 0.0)),
        Definition.of("hypot", DOUBLE, DOUBLE).real(a -> Math.hypot(a.doubleAt(0), a.doubleAt(1))),
        Definition.of("factorial", INTEGER).nullable().longs(LONG, MathFunctions::factorial),
        Definition.of("bin", LONG).text((a, out) -> out.write(Long.toBinaryString(a.longAt(0)))),
        Definition.of("conv", STRING, INTEGER, INTEGER)
            .nullable()
            .text((a, out) -> out.write(BaseConversion.convert(a))),
        IntervalBuckets.widthBucket(MathFunctions::bucket),
        Definition.of("isnan", DOUBLE)
            .by(
                BOOLEAN,
                (_, _) ->
                    PerRow.LENIENT.truths(
                        BOOLEAN, a -> !a.isNull(0) && Double.isNaN(a.doubleAt(0)))),
        Definition.of("nanvl", DOUBLE, DOUBLE)
            .by(DOUBLE, (_, _) -> PerRow.LENIENT.doubles(DOUBLE, MathFunctions::notNan)));
  }

  /** The second value is asked for only where the first is no number. */
  private static double notNan(Arguments a) {
    if (!a.isNull(0) && !Double.isNaN(a.doubleAt(0))) return a.doubleAt(0);
    if (a.isNull(0) || a.isNull(1)) {
      a.giveNull();
      return 0;
    }
    return a.doubleAt(1);
  }

  private static long factorial(Arguments a) {
    int n = a.intAt(0);
    if (n < 0 || n > MAX_FACTORIAL) a.giveNull();
    long product = 1;
    for (int i = 2; i <= Math.min(n, MAX_FACTORIAL); i++) product *= i;
    return product;
  }

  private static long bucket(Arguments a) {
    double value = a.doubleAt(0);
    double from = a.doubleAt(1);
    double to = a.doubleAt(2);
    long count = a.longAt(3);
    boolean isWrong =
        count <= 0
            || count == Long.MAX_VALUE
            || Double.isNaN(value)
            || from == to
            || !Double.isFinite(from)
            || !Double.isFinite(to);
    if (isWrong) {
      a.giveNull();
      return 0;
    }
    boolean isRising = from < to;
    if (isRising ? value < from : value > from) return 0;
    if (isRising ? value >= to : value <= to) return count + 1;
    return (long) (count * (value - from) / (to - from)) + 1;
  }
}
