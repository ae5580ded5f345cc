package io.brasa.sql;

import io.brasa.columnar.type.DataType;

/**
 * Functions of the program's. They get nulls too, travel to tasks as functions of datasets do, and
 * are known to SQL once they are registered. Public as methods of {@link functions}.
 */
public abstract sealed class UserFunctionCalls extends VariantFunctionCalls permits functions {
  UserFunctionCalls() {}

  /**
   * A function of the parts of a record or bean, or of one value, from a lambda or an object; the
   * columns it is applied to are those parts in their order. A record or bean that it gives is a
   * struct. Fails with {@code RESULT_TYPE_UNKNOWN} or {@code TYPE_WITHOUT_COLUMNS}.
   */
  public static <T, R> UserDefinedFunction udf(
      Class<T> of, io.brasa.core.function.Function<? super T, ? extends R> function) {
    return UserCalls.typed(
        Encoders.of(of), function, ResultTypes.of(function, Columns.here("udf")));
  }

  /** As {@link #udf(Class, io.brasa.core.function.Function)}, told what it is of and gives. */
  public static <T, R> UserDefinedFunction udf(
      Encoder<T> of,
      io.brasa.core.function.Function<? super T, ? extends R> function,
      Encoder<R> result) {
    return UserCalls.typed(of, function, result);
  }

  /**
   * A table function: a row of each value that the iterator has which it gives for the parts of a
   * record or bean, or for one value. {@code session.udf().register(name, …)} makes it known to
   * SQL: {@code SELECT * FROM name(…)}, {@code LATERAL VIEW name(…)}. Fails with {@code
   * TYPE_WITHOUT_COLUMNS}.
   */
  public static <T, R> UserDefinedFunction udtf(
      Class<T> of,
      io.brasa.core.function.FlatMapFunction<? super T, ? extends R> function,
      Class<R> row) {
    return UserCalls.expanding(Encoders.of(of), function, Encoders.of(row));
  }

  /** A function of no arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(UDF0<?> function, DataType type) {
    return UserCalls.of(0, new UserBodies.Of0(function), type);
  }

  /** A function of one argument, which gets and gives what rows have. */
  public static UserDefinedFunction udf(UDF1<?, ?> function, DataType type) {
    return UserCalls.of(1, new UserBodies.Of1(function), type);
  }

  /** A function of 2 arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(UDF2<?, ?, ?> function, DataType type) {
    return UserCalls.of(2, new UserBodies.Of2(function), type);
  }

  /** A function of 3 arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(UDF3<?, ?, ?, ?> function, DataType type) {
    return UserCalls.of(3, new UserBodies.Of3(function), type);
  }

  /** A function of 4 arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(UDF4<?, ?, ?, ?, ?> function, DataType type) {
    return UserCalls.of(4, new UserBodies.Of4(function), type);
  }

  /** A function of 5 arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(UDF5<?, ?, ?, ?, ?, ?> function, DataType type) {
    return UserCalls.of(5, new UserBodies.Of5(function), type);
  }

  /** A function of 6 arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(UDF6<?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return UserCalls.of(6, new UserBodies.Of6(function), type);
  }

  /** A function of 7 arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(UDF7<?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return UserCalls.of(7, new UserBodies.Of7(function), type);
  }

  /** A function of 8 arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(UDF8<?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return UserCalls.of(8, new UserBodies.Of8(function), type);
  }

  /** A function of 9 arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(
      UDF9<?, ?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return UserCalls.of(9, new UserBodies.Of9(function), type);
  }

  /** A function of 10 arguments, which gets and gives what rows have. */
  public static UserDefinedFunction udf(
      UDF10<?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
    return UserCalls.of(10, new UserBodies.Of10(function), type);
  }
}
