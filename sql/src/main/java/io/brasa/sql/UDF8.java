package io.brasa.sql;

import java.io.Serializable;

/** A function of the user's of 8 arguments, which may be null. */
@FunctionalInterface
public interface UDF8<T1, T2, T3, T4, T5, T6, T7, T8, R> extends Serializable {
  R call(
      T1 argument1,
      T2 argument2,
      T3 argument3,
      T4 argument4,
      T5 argument5,
      T6 argument6,
      T7 argument7,
      T8 argument8)
      throws Exception;
}
