package io.brasa.sql.error;

import io.brasa.runtime.error.EngineException;

/** Errors of values, told alike by all functions. */
public final class Failures {
  private Failures() {}

  /**
   * A result that its type has no room for: {@code overflow("2147483647 + 1", "INT", "try_add")}.
   */
  public static EngineException overflow(String what, String type, String instead) {
    return new EngineException(
        SqlError.ARITHMETIC_OVERFLOW,
        what + " has no room in " + type,
        instead.isEmpty()
            ? "Cast to a wider type"
            : "Cast to a wider type, or use " + instead + " for null instead");
  }

  public static EngineException zeroDivision(String what, String instead) {
    return new EngineException(
        SqlError.DIVIDE_BY_ZERO,
        what + " divides by zero",
        "Use " + instead + " for null instead, or filter such rows out");
  }

  public static EngineException invalidArgument(String function, String what, String wanted) {
    return new EngineException(
        SqlError.INVALID_ARGUMENT_VALUE, function + " got " + what, "Give " + wanted);
  }

  public static EngineException invalidIndex(String what, String instead) {
    return new EngineException(
        SqlError.INVALID_INDEX, what, "Use " + instead + " for null instead");
  }

  /** A value that cannot be cast. */
  public static EngineException cast(String value, String from, String to) {
    return new EngineException(
        SqlError.CAST_INVALID_INPUT,
        value + " of type " + from + " is no " + to,
        "Correct the value, or use try_cast for null instead");
  }
}
