package io.brasa.sql;

import java.io.Serializable;

/** A function of the user's of no arguments. */
@FunctionalInterface
public interface UDF0<R> extends Serializable {
  R call() throws Exception;
}
