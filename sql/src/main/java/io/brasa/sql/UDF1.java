package io.brasa.sql;

import java.io.Serializable;

/** A function of the user's of one argument, which may be null. */
@FunctionalInterface
public interface UDF1<T1, R> extends Serializable {
  R call(T1 argument1) throws Exception;
}
