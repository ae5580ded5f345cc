package io.brasa.sql;

import io.brasa.columnar.type.DataType;
import io.brasa.core.Assembly;
import io.brasa.core.closure.CallSite;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.UserFunction;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes functions of the program's known to queries. They get the Java objects that rows have,
 * nulls included, and travel to tasks as functions of datasets do. Thread-safe.
 */
public final class UDFRegistration {
  private final Assembly assembly;
  private final Map<String, UserFunction> functions = new TreeMap<>();

  UDFRegistration(Assembly assembly) {
    this.assembly = assembly;
  }

  synchronized Map<String, UserFunction> functions() {
    return new TreeMap<>(functions);
  }

  private <F extends Serializable> UserDefinedFunction add(
      String name, int count, F function, Function<F, UserFunction.Body> body, DataType type) {
    F declared = assembly.declare(function, CallSite.here("register"));
    UserFunction made = new UserFunction(name, Optional.empty(), type, true, body.apply(declared));
    synchronized (this) {
      functions.put(name.toLowerCase(Locale.ROOT), made);
    }
    return new UserDefinedFunction(name, count);
  }

  /**
   * Makes a function that {@link functions#udaf} gives known by a name.
   *
   * @return the same function by that name
   */
  public UserDefinedFunction register(String name, UserDefinedFunction function) {
    UserFunction supplied =
        function
            .supplied()
            .orElseThrow(
                () ->
                    new EngineException(
                        SqlError.INVALID_ARGUMENT_VALUE,
                        "Function " + function.name() + " is known to a session already",
                        "Register what functions.udaf gives"));
    UserFunction made =
        new UserFunction(
            name,
            supplied.parameterTypes(),
            supplied.type(),
            supplied.isDeterministic(),
            assembly.declare(supplied.body(), CallSite.here("register")));
    synchronized (this) {
      functions.put(name.toLowerCase(Locale.ROOT), made);
    }
    return new UserDefinedFunction(name, function.argumentCount());
  }

  /** Forgets a function. Returns whether there was one of this name. */
  public synchronized boolean unregister(String name) {
    return functions.remove(name.toLowerCase(Locale.ROOT)) != null;
  }

  /** A function of no arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(String name, UDF0<?> function, DataType type) {
    return add(name, 0, function, UserBodies.Of0::new, type);
  }

  /** A function of one argument, which hides a built-in one of its name. */
  public UserDefinedFunction register(String name, UDF1<?, ?> function, DataType type) {
    return add(name, 1, function, UserBodies.Of1::new, type);
  }

  /** A function of 2 arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(String name, UDF2<?, ?, ?> function, DataType type) {
    return add(name, 2, function, UserBodies.Of2::new, type);
  }

  /** A function of 3 arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(String name, UDF3<?, ?, ?, ?> function, DataType type) {
    return add(name, 3, function, UserBodies.Of3::new, type);
  }

  /** A function of 4 arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(String name, UDF4<?, ?, ?, ?, ?> function, DataType type) {
    return add(name, 4, function, UserBodies.Of4::new, type);
  }

  /** A function of 5 arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(String name, UDF5<?, ?, ?, ?, ?, ?> function, DataType type) {
    return add(name, 5, function, UserBodies.Of5::new, type);
  }

  /** A function of 6 arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(
      String name, UDF6<?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return add(name, 6, function, UserBodies.Of6::new, type);
  }

  /** A function of 7 arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(
      String name, UDF7<?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return add(name, 7, function, UserBodies.Of7::new, type);
  }

  /** A function of 8 arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(
      String name, UDF8<?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return add(name, 8, function, UserBodies.Of8::new, type);
  }

  /** A function of 9 arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(
      String name, UDF9<?, ?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return add(name, 9, function, UserBodies.Of9::new, type);
  }

  /** A function of 10 arguments, which hides a built-in one of its name. */
  public UserDefinedFunction register(
      String name, UDF10<?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return add(name, 10, function, UserBodies.Of10::new, type);
  }
}
