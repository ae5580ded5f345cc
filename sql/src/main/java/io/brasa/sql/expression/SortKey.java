package io.brasa.sql.expression;

import java.io.Serializable;

/** By what rows are sorted. */
public record SortKey(Expression expression, boolean isDescending, boolean isNullsFirst)
    implements Serializable {
  /** Ascending, nulls first. */
  public static SortKey ascending(Expression expression) {
    return new SortKey(expression, false, true);
  }

  /** The same order by another expression. */
  public SortKey with(Expression other) {
    return new SortKey(other, isDescending, isNullsFirst);
  }

  @Override
  public String toString() {
    return expression
        + (isDescending ? " DESC" : " ASC")
        + (isNullsFirst ? " NULLS FIRST" : " NULLS LAST");
  }
}
