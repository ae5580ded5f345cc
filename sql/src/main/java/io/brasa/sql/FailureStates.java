package io.brasa.sql;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Script.Failure;
import java.util.Map;
import java.util.Set;

/**
 * What handlers of scripts call failures: by their codes, by the names that Spark has for some of
 * these, and by SQLSTATE.
 */
final class FailureStates {
  /** Of failures of all other codes. */
  private static final String OTHER = "58000";

  private static final Map<String, String> STATES =
      Map.ofEntries(
          Map.entry("DIVIDE_BY_ZERO", "22012"),
          Map.entry("ARITHMETIC_OVERFLOW", "22003"),
          Map.entry("CAST_INVALID_INPUT", "22018"),
          Map.entry("INVALID_ARGUMENT_VALUE", "22023"),
          Map.entry("INVALID_INDEX", "22003"),
          Map.entry("SUBQUERY_TOO_MANY_ROWS", "21000"),
          Map.entry("SQL_SYNTAX", "42601"),
          Map.entry("SQL_UNSUPPORTED", "0A000"),
          Map.entry("COLUMN_NOT_FOUND", "42703"),
          Map.entry("COLUMN_AMBIGUOUS", "42702"),
          Map.entry("TABLE_NOT_FOUND", "42P01"),
          Map.entry("TABLE_EXISTS", "42P07"),
          Map.entry("FUNCTION_NOT_FOUND", "42883"),
          Map.entry("FUNCTION_EXISTS", "42723"),
          Map.entry("VARIABLE_NOT_FOUND", "42883"),
          Map.entry("VARIABLE_EXISTS", "42723"),
          Map.entry("ARGUMENT_MISMATCH", "42K09"),
          Map.entry("TYPE_MISMATCH", "42K09"),
          Map.entry("EXPRESSION_MISPLACED", "42903"),
          Map.entry("RECURSION_LIMIT_EXCEEDED", "42836"),
          Map.entry("RAISED_BY_QUERY", "P0001"),
          Map.entry("USER_FUNCTION_FAILED", "39000"),
          Map.entry("PATH_NOT_FOUND", "42K03"));

  private static final Set<String> ENDING =
      Set.of("JOB_CANCELLED", "WAIT_INTERRUPTED", "CONTEXT_CLOSED");

  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("INVALID_ARRAY_INDEX", "INVALID_INDEX"),
          Map.entry("INVALID_ARRAY_INDEX_IN_ELEMENT_AT", "INVALID_INDEX"),
          Map.entry("CAST_OVERFLOW", "ARITHMETIC_OVERFLOW"),
          Map.entry("BINARY_ARITHMETIC_OVERFLOW", "ARITHMETIC_OVERFLOW"),
          Map.entry("NUMERIC_VALUE_OUT_OF_RANGE", "ARITHMETIC_OVERFLOW"),
          Map.entry("SCALAR_SUBQUERY_TOO_MANY_ROWS", "SUBQUERY_TOO_MANY_ROWS"),
          Map.entry("PARSE_SYNTAX_ERROR", "SQL_SYNTAX"),
          Map.entry("UNRESOLVED_COLUMN", "COLUMN_NOT_FOUND"),
          Map.entry("AMBIGUOUS_REFERENCE", "COLUMN_AMBIGUOUS"),
          Map.entry("TABLE_OR_VIEW_NOT_FOUND", "TABLE_NOT_FOUND"),
          Map.entry("TEMP_TABLE_OR_VIEW_ALREADY_EXISTS", "TABLE_EXISTS"),
          Map.entry("TABLE_OR_VIEW_ALREADY_EXISTS", "TABLE_EXISTS"),
          Map.entry("UNRESOLVED_ROUTINE", "FUNCTION_NOT_FOUND"),
          Map.entry("ROUTINE_ALREADY_EXISTS", "FUNCTION_EXISTS"),
          Map.entry("UNRESOLVED_VARIABLE", "VARIABLE_NOT_FOUND"),
          Map.entry("VARIABLE_ALREADY_EXISTS", "VARIABLE_EXISTS"),
          Map.entry("WRONG_NUM_ARGS", "ARGUMENT_MISMATCH"),
          Map.entry("USER_RAISED_EXCEPTION", "RAISED_BY_QUERY"));

  private FailureStates() {}

  /** Whether it is none of a statement's: who cancels a script means all of it. */
  static boolean endsAll(EngineException error) {
    return error.kind() == FailureKind.BUG || ENDING.contains(error.code().name());
  }

  /** Whether failures may have this name. */
  static boolean isKnown(String name) {
    int point = name.indexOf('.');
    String bare = point < 0 ? name : name.substring(0, point);
    if (OTHER_NAMES.containsKey(bare) || STATES.containsKey(bare)) return true;
    for (SqlError code : SqlError.values()) if (code.name().equals(bare)) return true;
    return false;
  }

  static String state(EngineException error) {
    return STATES.getOrDefault(error.code().name(), OTHER);
  }

  /**
   * How narrowly a failure is meant: 3 by its name, 2 by its state, 1 among others, 0 not at all.
   *
   * @param conditions states by the names that the script gives them
   */
  static int narrowness(Failure failure, EngineException error, Map<String, String> conditions) {
    String state = state(error);
    return switch (failure) {
      case Failure.Named(String name) -> isNamed(name, error, conditions) ? 3 : 0;
      case Failure.State(String wanted) -> wanted.equals(state) ? 2 : 0;
      case Failure.NotFound() -> state.startsWith("02") ? 1 : 0;
      case Failure.Any() ->
          state.startsWith("00") || state.startsWith("01") || state.startsWith("02") ? 0 : 1;
    };
  }

  private static boolean isNamed(
      String name, EngineException error, Map<String, String> conditions) {
    String own = conditions.get(name);
    if (own != null) return own.equals(state(error));
    int point = name.indexOf('.');
    String bare = point < 0 ? name : name.substring(0, point);
    return OTHER_NAMES.getOrDefault(bare, bare).equals(error.code().name());
  }
}
