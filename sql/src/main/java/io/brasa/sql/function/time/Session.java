package io.brasa.sql.function.time;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Signature;
import java.util.List;

/**
 * What {@code session_window(time, gap)} says of a row: it begins a session at its time, or goes on
 * with one, which ends when nothing comes for the length of the gap.
 *
 * @param time a TIMESTAMP or TIMESTAMP_NTZ
 * @param gap an interval, which may be another for each row
 */
public record Session(Expression time, Expression gap) {
  static final String NAME = "session_window";

  /**
   * Of the arguments of a call. Fails with {@code ARGUMENT_MISMATCH} or {@code
   * INVALID_ARGUMENT_VALUE}.
   */
  public static Session of(List<Expression> arguments) {
    Signature.count(NAME, arguments, 2, 2);
    return new Session(TimeWindow.time(NAME, arguments), Spans.interval(NAME, arguments, 1));
  }

  /** When the session ends if no other row comes. */
  public Expression end() {
    return TimeArithmetic.plus(time, gap, false);
  }

  /** The session of the row alone. */
  public Expression own() {
    return TimeWindow.struct(time, end());
  }
}
