package io.brasa.sql;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;

/** A function of the program's that a session knows. Immutable. */
public final class UserDefinedFunction {
  private final String name;
  private final int argumentCount;

  UserDefinedFunction(String name, int argumentCount) {
    this.name = name;
    this.argumentCount = argumentCount;
  }

  public String name() {
    return name;
  }

  /** A call of it. Fails with {@code ARGUMENT_MISMATCH} unless it gets all its arguments. */
  public Column apply(Column... arguments) {
    if (arguments.length != argumentCount)
      throw new EngineException(
          SqlError.ARGUMENT_MISMATCH,
          "Function " + name + " takes " + argumentCount + " arguments and got " + arguments.length,
          "Give it as many arguments as it takes");
    return Columns.call(name, (Object[]) arguments);
  }
}
