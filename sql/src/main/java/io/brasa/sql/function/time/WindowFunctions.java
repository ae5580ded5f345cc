package io.brasa.sql.function.time;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Windows of time. Where rows become several, or are joined to sessions, the analysis makes nodes
 * of the plan for them; here is what one row can tell of itself.
 */
final class WindowFunctions {
  private WindowFunctions() {}

  static List<Function> all() {
    return List.of(
        rewritten(TimeWindow.NAME, WindowFunctions::tumbling),
        rewritten("session_window", (arguments, _) -> Session.of(arguments).own()),
        rewritten("window_time", WindowFunctions::windowTime),
        new Function.Scalar(
            TimeWindow.BOUND,
            (arguments, _) ->
                new Call(
                    TimeWindow.BOUND,
                    arguments,
                    arguments.getFirst().type(),
                    Signature.anyNullable(arguments)),
            (call, _) -> PerRow.STRICT.longs(call.type(), WindowFunctions::bound)));
  }

  private static Function rewritten(String name, Function.Typing typing) {
    return new Function.Scalar(
        name,
        typing,
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became another expression");
        });
  }

  private static Expression tumbling(List<Expression> arguments, EvaluationSettings settings) {
    TimeWindow window = TimeWindow.of(arguments);
    if (window.isTumbling()) return window.last();
    throw Failures.invalidArgument(
        "Function window, which gives a row several windows here,",
        "windows that overlap",
        "them in the select list or in GROUP BY");
  }

  private static Expression windowTime(List<Expression> arguments, EvaluationSettings settings) {
    Signature.count("window_time", arguments, 1, 1);
    Expression window = arguments.getFirst();
    if (!TimeWindow.isWindow(window.type()))
      throw Signature.mismatch("window_time", arguments, 0, "what window gives");
    return lastMoment(window);
  }

  /** A microsecond before a window ends. */
  static Expression lastMoment(Expression window) {
    DataType type = ((StructType) window.type()).field(1).dataType();
    Expression end =
        new Call("__field", List.of(window, Literal.of("end")), type, window.nullable());
    Expression moment =
        new Literal(Duration.of(1, ChronoUnit.MICROS), DayTimeIntervalType.DAY_TO_SECOND);
    return TimeArithmetic.plus(end, moment, true);
  }

  private static long bound(Arguments a) {
    long time = a.longAt(0);
    long slide = a.longAt(1);
    long into = Math.floorMod(time - a.longAt(2), slide);
    try {
      long last = Math.subtractExact(time, into);
      long begin = Math.subtractExact(last, Math.multiplyExact(slide, a.longAt(4)));
      return Math.addExact(begin, a.longAt(3));
    } catch (ArithmeticException e) {
      throw Failures.overflow("window: a bound", AtomicType.TIMESTAMP.sql(), "");
    }
  }
}
