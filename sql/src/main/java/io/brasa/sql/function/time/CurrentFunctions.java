package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** What is known when the query begins, and the same for all of it: they become literals. */
final class CurrentFunctions {
  private CurrentFunctions() {}

  static List<Function> all() {
    return List.of(
        constant("current_date", CurrentFunctions::today),
        constant("curdate", CurrentFunctions::today),
        constant("current_timestamp", CurrentFunctions::now),
        constant("now", CurrentFunctions::now),
        constant(
            "localtimestamp",
            settings ->
                new Literal(
                    LocalDateTime.ofInstant(instant(settings), settings.zone()), TIMESTAMP_NTZ)),
        constant("current_timezone", settings -> new Literal(settings.zone().getId(), STRING)));
  }

  /** The value for a query. */
  @FunctionalInterface
  private interface Constant {
    Literal of(EvaluationSettings settings);
  }

  private static Function constant(String name, Constant constant) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          Signature.count(name, arguments, 0, 0);
          return constant.of(settings);
        },
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became a literal");
        });
  }

  private static Instant instant(EvaluationSettings settings) {
    return FormatFunctions.instant(settings.startMicros());
  }

  private static Literal today(EvaluationSettings settings) {
    return new Literal(LocalDate.ofInstant(instant(settings), settings.zone()), DATE);
  }

  private static Literal now(EvaluationSettings settings) {
    return new Literal(instant(settings), TIMESTAMP);
  }
}
