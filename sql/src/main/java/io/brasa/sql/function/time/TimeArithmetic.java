package io.brasa.sql.function.time;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DayTimeIntervalType.Field;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Signature;
import java.util.List;
import java.util.Optional;

/**
 * What the arithmetic operators mean when dates, times or intervals are among the operands. They
 * become calls of functions that users do not name, whose names begin with two underscores.
 */
public final class TimeArithmetic {
  private static final DayTimeIntervalType DAYS = new DayTimeIntervalType(Field.DAY, Field.DAY);

  private static final DayTimeIntervalType HOURS =
      new DayTimeIntervalType(Field.HOUR, Field.SECOND);

  private TimeArithmetic() {}

  /**
   * The call that an operator means; empty if neither operand is of time.
   *
   * @param isTry whether what fails gives null
   */
  public static Optional<Expression> resolve(
      String sign, List<Expression> arguments, boolean isTry, EvaluationSettings settings) {
    DataType left = arguments.get(0).type();
    DataType right = arguments.get(1).type();
    if (left instanceof TimeType || right instanceof TimeType)
      return Optional.of(ofDay(sign, arguments));
    if (!isOfTime(left) && !isOfTime(right)) return Optional.empty();
    Expression a = arguments.get(0);
    Expression b = arguments.get(1);
    Optional<DataType> ofNull = ofNull(sign, left, right);
    if (ofNull.isPresent()) return Optional.of(new Literal(null, ofNull.get()));
    if (left == AtomicType.STRING || right == AtomicType.STRING) {
      Optional<Expression> ofText = ofText(sign, a, b);
      if (ofText.isPresent()) return ofText;
    }
    Expression call =
        switch (sign) {
          case "+" -> isInterval(left) && isPoint(right) ? plus(b, a, false) : plus(a, b, false);
          case "-" -> isPoint(left) && isPointOrText(right) ? between(a, b) : plus(a, b, true);
          case "*" ->
              isInterval(left)
                  ? scaled("__interval_multiply", a, b)
                  : scaled("__interval_multiply", b, a);
          case "/" -> scaled("__interval_divide", a, isTry ? notZero(b) : b);
          case "div" -> ratio(a, b);
          default -> null;
        };
    if (call == null) throw Signature.mismatch(sign, arguments);
    return Optional.of(isTry ? tried(call) : call);
  }

  /** A sum or product of calendar intervals that has no room is null. */
  private static Expression tried(Expression call) {
    if (!(call instanceof Call(String name, List<Expression> arguments, DataType type, boolean _))
        || !name.matches("__calendar_(add|subtract|multiply|divide)")) return call;
    return new Call(name.replaceFirst("__", "__try_"), arguments, type, true);
  }

  /** Times of a day differ by an interval, and are moved by one within their day. */
  private static Expression ofDay(String sign, List<Expression> arguments) {
    boolean isTurned = sign.equals("+") && arguments.get(1).type() instanceof TimeType;
    Expression time = arguments.get(isTurned ? 1 : 0);
    Expression other = arguments.get(isTurned ? 0 : 1);
    if (sign.equals("-") && time.type() instanceof TimeType && other.type() instanceof TimeType)
      return call("__times_of_day_between", HOURS, time, other);
    boolean isSum = sign.equals("+") || sign.equals("-");
    if (!isSum
        || !(time.type() instanceof TimeType)
        || !(other.type() instanceof DayTimeIntervalType interval)
        || interval.start() == Field.DAY) throw Signature.mismatch(sign, arguments);
    Expression step = sign.equals("-") ? call("__interval_negative", interval, other) : other;
    return call("__time_of_day_add", time.type(), time, step);
  }

  /** The type of a sum or difference of which one side is NULL; empty if that is not known. */
  private static Optional<DataType> ofNull(String sign, DataType left, DataType right) {
    if (left != AtomicType.NULL && right != AtomicType.NULL) return Optional.empty();
    DataType other = left == AtomicType.NULL ? right : left;
    if (sign.equals("+"))
      return Optional.of(other == AtomicType.DATE ? AtomicType.TIMESTAMP : other);
    if (sign.equals("div") && isInterval(other)) return Optional.of(AtomicType.LONG);
    if (!sign.equals("-")) return Optional.empty();
    if (isInterval(other)) return Optional.of(other);
    return Optional.of(
        other == AtomicType.DATE ? DAYS : (DataType) DayTimeIntervalType.DAY_TO_SECOND);
  }

  /**
   * A string less a point is read as a point; one that a time is added to is read as a moment, and
   * what comes out is a string again.
   */
  private static Optional<Expression> ofText(String sign, Expression a, Expression b) {
    if (sign.equals("-") && isPoint(b.type()))
      return Optional.of(between(Coercion.cast(a, b.type()), b));
    boolean isSum = sign.equals("+");
    boolean isReversed = isSum && isLength(a.type());
    Expression text = isReversed ? b : a;
    Expression interval = isReversed ? a : b;
    boolean isShift = isSum || sign.equals("-");
    if (!isShift || text.type() != AtomicType.STRING || !isLength(interval.type()))
      return Optional.empty();
    Expression moved = plus(Coercion.cast(text, AtomicType.TIMESTAMP), interval, !isSum);
    return Optional.of(Coercion.cast(moved, AtomicType.STRING));
  }

  /** Whether days, hours or seconds are in it, which make a moment of what it is added to. */
  private static boolean isLength(DataType type) {
    return type instanceof DayTimeIntervalType || type == AtomicType.INTERVAL;
  }

  private static boolean isOfTime(DataType type) {
    return isPoint(type) || isInterval(type);
  }

  private static boolean isPoint(DataType type) {
    return type == AtomicType.DATE
        || type == AtomicType.TIMESTAMP
        || type == AtomicType.TIMESTAMP_NTZ;
  }

  private static boolean isPointOrText(DataType type) {
    return isPoint(type) || type == AtomicType.STRING;
  }

  static boolean isInterval(DataType type) {
    return type instanceof YearMonthIntervalType
        || type instanceof DayTimeIntervalType
        || type == AtomicType.INTERVAL;
  }

  private static Call call(String name, DataType type, Expression... arguments) {
    return new Call(name, List.of(arguments), type, Signature.anyNullable(List.of(arguments)));
  }

  /** The difference of two points; null if they make none. */
  private static Expression between(Expression left, Expression right) {
    if (left.type() == AtomicType.DATE
        && (right.type() == AtomicType.DATE || right.type() == AtomicType.STRING))
      return call("__dates_between", DAYS, left, Coercion.cast(right, AtomicType.DATE));
    DataType type =
        right.type() == AtomicType.STRING
            ? left.type()
            : Coercion.widest(left.type(), right.type()).orElseThrow();
    return call(
        "__times_between",
        DayTimeIntervalType.DAY_TO_SECOND,
        Coercion.cast(left, type),
        Coercion.cast(right, type));
  }

  /**
   * The sum or difference of a point or interval and an interval or days; null if there is none.
   */
  static Expression plus(Expression left, Expression right, boolean isMinus) {
    DataType a = left.type();
    DataType b = right.type();
    if (isInterval(a) && (isInterval(b) || b == AtomicType.NULL)) {
      Optional<DataType> type = Coercion.widest(a, b);
      return type.map(
              t ->
                  call(
                      (t == AtomicType.INTERVAL ? "__calendar" : "__interval")
                          + (isMinus ? "_subtract" : "_add"),
                      t,
                      Coercion.cast(left, t),
                      Coercion.cast(right, t)))
          .orElse(null);
    }
    if (!isPoint(a)) {
      return !isMinus && isPoint(b) && !isPoint(a) ? plus(right, left, false) : null;
    }
    if (a == AtomicType.DATE
        && (Coercion.isIntegral(b) && b != AtomicType.LONG || b == AtomicType.NULL))
      return Coercion.implicit(right, AtomicType.INTEGER)
          .map(days -> call(isMinus ? "date_sub" : "date_add", AtomicType.DATE, left, days))
          .orElse(null);
    if (b == AtomicType.INTERVAL)
      return call(
          a == AtomicType.DATE ? "__calendar_add_to_date" : "__calendar_add_to_time",
          a,
          left,
          isMinus ? call("__calendar_negative", b, right) : right);
    Expression interval = isMinus ? call("__interval_negative", b, right) : right;
    if (b instanceof YearMonthIntervalType)
      return call(a == AtomicType.DATE ? "add_months" : "__add_months", a, left, interval);
    if (!(b instanceof DayTimeIntervalType duration)) return null;
    if (a == AtomicType.DATE && duration.end() == Field.DAY)
      return call("__date_add_days", AtomicType.DATE, left, interval);
    DataType type = a == AtomicType.DATE ? AtomicType.TIMESTAMP : a;
    return call("__time_add", type, Coercion.cast(left, type), interval);
  }

  /** How often an interval has room in another; null if they are not of one kind. */
  private static Expression ratio(Expression left, Expression right) {
    if (left.type() == AtomicType.INTERVAL) return null;
    if (!isInterval(left.type()) || left.type().getClass() != right.type().getClass()) return null;
    DataType type = Coercion.widest(left.type(), right.type()).orElseThrow();
    return call(
        "__interval_ratio", AtomicType.LONG, Coercion.cast(left, type), Coercion.cast(right, type));
  }

  /** A number, or null if it is zero. */
  private static Expression notZero(Expression number) {
    if (!Coercion.isNumeric(number.type())) return number;
    Expression zero = Coercion.cast(Literal.of(0), number.type());
    return new Case(
        List.of(
            new Case.Branch(
                new Comparison(Comparison.Operator.EQUAL, number, zero),
                new Literal(null, number.type()))),
        number);
  }

  private static Expression scaled(String name, Expression interval, Expression number) {
    if (!isInterval(interval.type())) return null;
    DataType type =
        interval.type() instanceof YearMonthIntervalType
            ? YearMonthIntervalType.YEAR_TO_MONTH
            : DayTimeIntervalType.DAY_TO_SECOND;
    Expression factor =
        number.type() == AtomicType.STRING || number.type() == AtomicType.NULL
            ? Coercion.cast(number, AtomicType.DOUBLE)
            : number;
    if (!Coercion.isNumeric(factor.type())) return null;
    if (interval.type() == AtomicType.INTERVAL)
      return call(
          name.replace("__interval", "__calendar"),
          AtomicType.INTERVAL,
          interval,
          Coercion.cast(factor, AtomicType.DOUBLE));
    return call(name, type, Coercion.cast(interval, type), factor);
  }
}
