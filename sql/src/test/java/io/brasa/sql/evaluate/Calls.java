package io.brasa.sql.evaluate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Calls functions with Java values as literals, for tests. */
final class Calls {
  static final EvaluationSettings ANSI =
      new EvaluationSettings(true, ZoneId.of("Europe/Paris"), 1_700_000_000_000_000L);
  static final EvaluationSettings LENIENT =
      new EvaluationSettings(false, ZoneId.of("UTC"), 1_700_000_000_000_000L);

  private Calls() {}

  /** A value as a literal; expressions stay as they are. */
  static Expression literal(Object value) {
    if (value instanceof Expression expression) return expression;
    DataType type =
        switch (value) {
          case null -> AtomicType.NULL;
          case Boolean _ -> AtomicType.BOOLEAN;
          case Byte _ -> AtomicType.BYTE;
          case Short _ -> AtomicType.SHORT;
          case Integer _ -> AtomicType.INTEGER;
          case Long _ -> AtomicType.LONG;
          case Float _ -> AtomicType.FLOAT;
          case Double _ -> AtomicType.DOUBLE;
          case String _ -> AtomicType.STRING;
          case byte[] _ -> AtomicType.BINARY;
          case LocalDate _ -> AtomicType.DATE;
          case Instant _ -> AtomicType.TIMESTAMP;
          case LocalDateTime _ -> AtomicType.TIMESTAMP_NTZ;
          case Period _ -> YearMonthIntervalType.YEAR_TO_MONTH;
          case Duration _ -> DayTimeIntervalType.DAY_TO_SECOND;
          case BigDecimal d -> new DecimalType(Math.max(d.precision(), d.scale()), d.scale());
          default -> throw new IllegalArgumentException("no literal of " + value.getClass());
        };
    return new Literal(value, type);
  }

  /** The resolved call of a function. */
  static Expression resolve(String name, Object... arguments) {
    List<Expression> literals = new ArrayList<>();
    for (Object argument : arguments) literals.add(literal(argument));
    return resolve(name, literals, ANSI);
  }

  static Expression resolve(String name, List<Expression> arguments, EvaluationSettings settings) {
    Function.Scalar function =
        (Function.Scalar) BuiltInFunctions.registry().find(name).orElseThrow();
    return function.typing().resolve(arguments, settings);
  }

  /** The value of a call. */
  static Object call(String name, Object... arguments) {
    return value(resolve(name, arguments));
  }

  /** The value of an expression without inputs. */
  static Object value(Expression expression) {
    return value(expression, ANSI);
  }

  static Object value(Expression expression, EvaluationSettings settings) {
    Vector vector = Evaluators.of(expression, settings).evaluate(Batch.of(1, List.of()), null);
    return Values.get(vector, 0);
  }

  static Object cast(Object value, DataType type) {
    return value(new Cast(literal(value), type, Cast.Mode.ANSI));
  }

  static Object tryCast(Object value, DataType type) {
    return value(new Cast(literal(value), type, Cast.Mode.TRY));
  }

  /** The type of a call. */
  static String type(String name, Object... arguments) {
    return resolve(name, arguments).type().simpleString();
  }

  /** A column of values. */
  static Vector column(DataType type, Object... values) {
    VectorBuilder builder = VectorBuilder.of(type, values.length);
    for (Object value : values) Values.append(builder, value);
    return builder.build();
  }

  static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  /** An expression of a type that is no constant. */
  static Expression of(DataType type) {
    return new Call("unknown", List.of(), type, true);
  }
}
