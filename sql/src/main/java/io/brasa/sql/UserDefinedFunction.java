package io.brasa.sql;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.syntax.Syntax;
import java.util.Optional;

/** A function of the program's that a session knows. Immutable. */
public final class UserDefinedFunction {
  private final String name;
  private final int argumentCount;
  private final Optional<UserFunction> supplied;

  UserDefinedFunction(String name, int argumentCount) {
    this(name, argumentCount, Optional.empty());
  }

  /**
   * @param supplied the function itself if no session knows it
   */
  UserDefinedFunction(String name, int argumentCount, Optional<UserFunction> supplied) {
    this.name = name;
    this.argumentCount = argumentCount;
    this.supplied = supplied;
  }

  Optional<UserFunction> supplied() {
    return supplied;
  }

  int argumentCount() {
    return argumentCount;
  }

  /** Whether equal arguments give equal results, so that it may be called once for both. */
  public boolean deterministic() {
    return supplied.map(UserFunction::isDeterministic).orElse(true);
  }

  /** The same under another name. Fails as {@link #asNondeterministic}. */
  public UserDefinedFunction withName(String newName) {
    UserFunction function = changeable().as(newName, deterministic());
    return new UserDefinedFunction(newName, argumentCount, Optional.of(function));
  }

  /**
   * The same, called for each row even if arguments are equal. Fails with {@code
   * INVALID_ARGUMENT_VALUE} if a session knows it already.
   */
  public UserDefinedFunction asNondeterministic() {
    UserFunction function = changeable().as(name, false);
    return new UserDefinedFunction(name, argumentCount, Optional.of(function));
  }

  private UserFunction changeable() {
    return supplied.orElseThrow(
        () ->
            new EngineException(
                SqlError.INVALID_ARGUMENT_VALUE,
                "Function " + name + " is known to a session already",
                "Change it before it is registered"));
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
    Column call = Columns.call(name, (Object[]) arguments);
    return supplied
        .map(function -> new Column(new Syntax.Supplied(function, (Syntax.Call) call.syntax())))
        .orElse(call);
  }
}
