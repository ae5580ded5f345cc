package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.syntax.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words that stand for a date or a moment where a constant text becomes one: {@code 'today'}. */
final class TimeWords {
  private TimeWords() {}

  /** What a constant text means as a value of a type; empty if it is no such word. */
  static Optional<Expression> meaning(
      CallAnalyzer calls, Expression text, DataType type, Origin origin) {
    boolean isTime =
        type == AtomicType.DATE || type == AtomicType.TIMESTAMP || type == AtomicType.TIMESTAMP_NTZ;
    if (!isTime || !(text instanceof Literal(String word, DataType _))) return Optional.empty();
    return Optional.ofNullable(
        switch (word.strip().toLowerCase(Locale.ROOT)) {
          case "epoch" -> cast(Literal.of(epoch(type)), type);
          case "now" -> calls.named(now(type), List.of(), origin);
          case "today" -> day(calls, 0, type, origin);
          case "tomorrow" -> day(calls, 1, type, origin);
          case "yesterday" -> day(calls, -1, type, origin);
          default -> null;
        });
  }

  private static String epoch(DataType type) {
    return type == AtomicType.TIMESTAMP ? "1970-01-01 00:00:00Z" : "1970-01-01";
  }

  private static String now(DataType type) {
    return type == AtomicType.DATE
        ? "current_date"
        : type == AtomicType.TIMESTAMP ? "current_timestamp" : "localtimestamp";
  }

  private static Expression day(CallAnalyzer calls, int later, DataType type, Origin origin) {
    Expression today = calls.named("current_date", List.of(), origin);
    return cast(calls.named("date_add", List.of(today, Literal.of(later)), origin), type);
  }

  private static Expression cast(Expression value, DataType type) {
    return value.type().equals(type) ? value : new Cast(value, type, Cast.Mode.ANSI);
  }
}
