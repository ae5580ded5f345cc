package io.brasa.sql;

import java.io.Serializable;

/** A function of the user's of 3 arguments, which may be null. */
@FunctionalInterface
public interface UDF3<T1, T2, T3, R> extends Serializable {
  R call(T1 argument1, T2 argument2, T3 argument3) throws Exception;
}
