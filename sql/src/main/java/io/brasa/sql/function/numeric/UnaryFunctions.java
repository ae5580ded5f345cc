package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.PerRow;
import java.math.BigDecimal;
import java.util.List;

/** Operators and functions of one number that keep its type. */
final class UnaryFunctions {
  private UnaryFunctions() {}

  static List<Function> all() {
    return List.of(
        new Function.Scalar("negative", UnaryFunctions::negative, UnaryFunctions::negativeKernel),
        new Function.Scalar(
            "positive", (arguments, _) -> number("positive", arguments), UnaryFunctions::none),
        new Function.Scalar(
            "abs",
            (arguments, settings) -> keep("abs", arguments, settings),
            UnaryFunctions::absoluteKernel));
  }

  private static Kernel none(Call call, EvaluationSettings settings) {
    throw new IllegalStateException(call.function() + " is its argument");
  }

  private static boolean isInterval(DataType type) {
    return type instanceof YearMonthIntervalType || type instanceof DayTimeIntervalType;
  }

  private static Expression number(String name, List<Expression> arguments) {
    Signature.count(name, arguments, 1, 1);
    DataType type = arguments.getFirst().type();
    if (type == AtomicType.INTERVAL && !name.equals("abs")) return arguments.getFirst();
    if (Coercion.isNumeric(type) || isInterval(type)) return arguments.getFirst();
    return Signature.coerceOne(name, arguments, 0, AtomicType.DOUBLE);
  }

  private static Expression keep(
      String name, List<Expression> arguments, EvaluationSettings settings) {
    Expression argument = number(name, arguments);
    return new Call(
        name, List.of(argument), argument.type(), argument.nullable() || !settings.isAnsi());
  }

  /** The negative of a number; of a literal it is one again. */
  static Expression negative(List<Expression> arguments, EvaluationSettings settings) {
    Expression argument = number("negative", arguments);
    if (argument instanceof Literal(Object value, DataType type)) {
      Object negated =
          switch (value) {
            case Integer v when v != Integer.MIN_VALUE -> -v;
            case Long v when v != Long.MIN_VALUE -> -v;
            case Double v -> -v;
            case Float v -> -v;
            case BigDecimal v -> v.negate();
            case null, default -> null;
          };
      if (negated != null) return new Literal(negated, type);
    }
    if (argument.type() == AtomicType.INTERVAL)
      return new Call(
          "__calendar_negative", List.of(argument), argument.type(), argument.nullable());
    if (isInterval(argument.type()))
      return new Call(
          "__interval_negative", List.of(argument), argument.type(), argument.nullable());
    return new Call(
        "negative", List.of(argument), argument.type(), argument.nullable() || !settings.isAnsi());
  }

  private static Kernel negativeKernel(Call call, EvaluationSettings settings) {
    DataType type = call.type();
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG ->
          whole(call, settings, arguments -> -integer(arguments, type), "-");
      case FLOAT -> PerRow.STRICT.doubles(type, arguments -> -arguments.floatAt(0));
      case DOUBLE -> PerRow.STRICT.doubles(type, arguments -> -arguments.doubleAt(0));
      default ->
          PerRow.STRICT.wides(
              type,
              (arguments, out) -> {
                DecimalArithmetic.read(arguments.column(0), arguments.row(), out);
                out.negate();
              });
    };
  }

  private static Kernel absoluteKernel(Call call, EvaluationSettings settings) {
    DataType type = call.type();
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG ->
          whole(call, settings, arguments -> Math.abs(integer(arguments, type)), "abs");
      case FLOAT -> PerRow.STRICT.doubles(type, arguments -> Math.abs(arguments.floatAt(0)));
      case DOUBLE -> PerRow.STRICT.doubles(type, arguments -> Math.abs(arguments.doubleAt(0)));
      default ->
          PerRow.STRICT.wides(
              type,
              (arguments, out) -> {
                DecimalArithmetic.read(arguments.column(0), arguments.row(), out);
                if (out.isNegative()) out.negate();
              });
    };
  }

  private static long integer(io.brasa.sql.kernel.Arguments arguments, DataType type) {
    return switch (type.storage()) {
      case BYTE -> arguments.byteAt(0);
      case SHORT -> arguments.shortAt(0);
      case INT -> arguments.intAt(0);
      default -> arguments.longAt(0);
    };
  }

  /** The lowest number of a type has no opposite in it. */
  private static Kernel whole(
      Call call, EvaluationSettings settings, PerRow.ToLong body, String what) {
    DataType type = call.type();
    long lowest =
        switch (type.storage()) {
          case BYTE -> Byte.MIN_VALUE;
          case SHORT -> Short.MIN_VALUE;
          case INT -> Integer.MIN_VALUE;
          default -> Long.MIN_VALUE;
        };
    boolean canFail = !(type instanceof DecimalType);
    PerRow.ToLong checked =
        arguments -> {
          if (canFail && integer(arguments, type) == lowest) {
            if (settings.isAnsi())
              throw Failures.overflow(what + "(" + lowest + ")", type.sql(), "");
            arguments.giveNull();
          }
          return body.apply(arguments);
        };
    return type.storage() == Storage.LONG
        ? PerRow.STRICT.longs(type, checked)
        : PerRow.STRICT.ints(type, arguments -> (int) checked.apply(arguments));
  }
}
