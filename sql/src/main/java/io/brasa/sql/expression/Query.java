package io.brasa.sql.expression;

import java.util.List;

/**
 * What a sub-query is to the expression that holds it: something with columns. Always a plan of
 * {@code sql.logical}, which is above this package.
 */
public interface Query {
  /** The columns of its rows. */
  List<Attribute> output();
}
