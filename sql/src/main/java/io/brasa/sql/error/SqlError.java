package io.brasa.sql.error;

import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.FailureKind;

/** The codes of the SQL module. All are the user's to mend. */
public enum SqlError implements ErrorCode {
  /** The text is no statement. */
  SQL_SYNTAX,
  /** The statement is understood, but this version cannot run it. */
  SQL_UNSUPPORTED,
  /** No column of this name is in reach. */
  COLUMN_NOT_FOUND,
  /** Several columns of this name are in reach. */
  COLUMN_AMBIGUOUS,
  /** No table, view or path of this name. */
  TABLE_NOT_FOUND,
  /** A table or view of this name is there already. */
  TABLE_EXISTS,
  /** No database of this name. */
  DATABASE_NOT_FOUND,
  /** A database of this name is there already. */
  DATABASE_EXISTS,
  /** A database that is to be dropped has tables. */
  DATABASE_NOT_EMPTY,
  /** A table has no such partition. */
  PARTITION_NOT_FOUND,
  /** A table has such a partition already. */
  PARTITION_EXISTS,
  /** A table has a column of this name already. */
  COLUMN_EXISTS,
  /** A null for a column, a field or a row that takes none. */
  NULL_NOT_ALLOWED,
  /** Several rows of a MERGE's source would change the same row. */
  MERGE_AMBIGUOUS,
  /** Others have changed a table while a statement was to change it. */
  COMMIT_CONFLICT,
  /** A file of the catalog is not as it was written. */
  CATALOG_DAMAGED,
  /** No variable of this name. */
  VARIABLE_NOT_FOUND,
  /** A variable of this name is there already. */
  VARIABLE_EXISTS,
  /** No function of this name. */
  FUNCTION_NOT_FOUND,
  /** A function of this name is there already. */
  FUNCTION_EXISTS,
  /** A function or operator got arguments of types or a number that it does not take. */
  ARGUMENT_MISMATCH,
  /** Types that must agree do not. */
  TYPE_MISMATCH,
  /** An expression stands where it may not, such as an aggregate in WHERE. */
  EXPRESSION_MISPLACED,
  /** A result has no room in its type. */
  ARITHMETIC_OVERFLOW,
  /** Division by zero. */
  DIVIDE_BY_ZERO,
  /** A value cannot be cast. */
  CAST_INVALID_INPUT,
  /** An argument's value is not one that the function takes. */
  INVALID_ARGUMENT_VALUE,
  /** A place beyond the end of an array, or a key that a map does not have. */
  INVALID_INDEX,
  /** A function of the user's threw an exception. */
  USER_FUNCTION_FAILED,
  /** A class of the program's has no form as columns. */
  TYPE_WITHOUT_COLUMNS,
  /** What a function of the program's gives cannot be known from it. */
  RESULT_TYPE_UNKNOWN,
  /** {@code raise_error} or {@code assert_true} was asked to fail. */
  RAISED_BY_QUERY,
  /** A sub-query used as a value gave several rows. */
  SUBQUERY_TOO_MANY_ROWS,
  /** A recursive table comes to no end. */
  RECURSION_LIMIT_EXCEEDED,
  /** No source of this format. */
  FORMAT_NOT_FOUND,
  /** A session or plan was used in a way that it does not allow. */
  SESSION_MISUSED;

  @Override
  public FailureKind kind() {
    return FailureKind.USER;
  }
}
