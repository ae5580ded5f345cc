package io.brasa.sql;

import java.io.Serializable;

/** A function of the user's of 4 arguments, which may be null. */
@FunctionalInterface
public interface UDF4<T1, T2, T3, T4, R> extends Serializable {
  R call(T1 argument1, T2 argument2, T3 argument3, T4 argument4) throws Exception;
}
