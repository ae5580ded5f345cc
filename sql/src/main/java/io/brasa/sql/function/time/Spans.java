package io.brasa.sql.function.time;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Signature;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lengths of time as windows are told them: {@code '1 hour 30 minutes'}, or microseconds. */
final class Spans {
  private Spans() {}

  static long micros(String function, Literal literal) {
    return switch (literal.value()) {
      case String text -> micros(function, text);
      case Duration duration -> duration.toNanos() / 1_000;
      case Integer micros -> micros;
      case Long micros -> micros;
      case null, default -> throw bad(function, literal.toString());
    };
  }

  static long refused(String function, List<Expression> arguments, int index) {
    throw Signature.mismatch(function, arguments, index, "a constant length of time");
  }

  /** A length that may be another for each row, as an interval. */
  static Expression interval(String function, List<Expression> arguments, int index) {
    Expression given = arguments.get(index);
    if (given.type() instanceof DayTimeIntervalType) return given;
    if (given instanceof Literal literal)
      return new Literal(
          Duration.of(micros(function, literal), ChronoUnit.MICROS),
          DayTimeIntervalType.DAY_TO_SECOND);
    if (!(given instanceof Case choice))
      throw Signature.mismatch(
          function, arguments, index, "an interval, or a CASE of constant lengths of time");
    List<Case.Branch> branches = new ArrayList<>();
    for (Case.Branch branch : choice.branches())
      branches.add(new Case.Branch(branch.condition(), one(function, branch.result())));
    return new Case(branches, one(function, choice.otherwise()));
  }

  private static Expression one(String function, Expression result) {
    return result.type() == AtomicType.NULL
        ? new Literal(null, DayTimeIntervalType.DAY_TO_SECOND)
        : interval(function, List.of(result), 0);
  }

  private static long micros(String function, String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
    int first = words[0].equals("interval") ? 1 : 0;
    if (words.length <= first || (words.length - first) % 2 != 0) throw bad(function, text);
    BigDecimal sum = BigDecimal.ZERO;
    try {
      for (int i = first; i < words.length; i += 2)
        sum =
            sum.add(
                new BigDecimal(words[i])
                    .multiply(BigDecimal.valueOf(unit(function, text, words[i + 1]))));
      return sum.longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw bad(function, text);
    }
  }

  private static long unit(String function, String text, String word) {
    String unit = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    return switch (unit) {
      case "microsecond" -> 1;
      case "millisecond" -> 1_000;
      case "second" -> 1_000_000;
      case "minute" -> 60_000_000;
      case "hour" -> 3_600_000_000L;
      case "day" -> 86_400_000_000L;
      case "week" -> 7 * 86_400_000_000L;
      default -> throw bad(function, text);
    };
  }

  private static io.brasa.runtime.error.EngineException bad(String function, String text) {
    return Failures.invalidArgument(
        function,
        text + " as a length of time",
        "weeks, days, hours, minutes or seconds: '10 minutes'");
  }
}
