package io.brasa.columnar.source;

import java.io.Serializable;
import java.util.List;

/**
 * A condition on one column that a source can compare with what it knows of its pieces: ranges,
 * dictionaries, Bloom filters. Values are as {@link io.brasa.columnar.vector.Values} gives them for
 * the column's type, and never null. Rows where the column is null match {@link IsNull} only.
 */
public sealed interface ColumnFilter extends Serializable {
  /** The place of the column in the source's schema. */
  int column();

  /** How a column is compared. */
  enum Comparison {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** {@code column < value} and the like. */
  record Compare(int column, Comparison comparison, Object value) implements ColumnFilter {}

  /** {@code column IN (…)}. */
  record In(int column, List<Object> values) implements ColumnFilter {
    public In {
      values = List.copyOf(values);
    }
  }

  /** {@code column IS NULL}. */
  record IsNull(int column) implements ColumnFilter {}

  /** {@code column IS NOT NULL}. */
  record IsNotNull(int column) implements ColumnFilter {}

  /** {@code column LIKE 'prefix%'}, of a string. */
  record StartsWith(int column, String prefix) implements ColumnFilter {}
}
