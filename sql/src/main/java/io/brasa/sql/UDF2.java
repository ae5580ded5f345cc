package io.brasa.sql;

import java.io.Serializable;

/** A function of the user's of 2 arguments, which may be null. */
@FunctionalInterface
public interface UDF2<T1, T2, R> extends Serializable {
  R call(T1 argument1, T2 argument2) throws Exception;
}
