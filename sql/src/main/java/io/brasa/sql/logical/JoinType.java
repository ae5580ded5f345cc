package io.brasa.sql.logical;

/** Which rows a join gives. */
public enum JoinType {
  /** Pairs for which the condition is true. */
  INNER,
  /** Also left rows without partner, with nulls. */
  LEFT,
  /** Also right rows without partner, with nulls. */
  RIGHT,
  /** Both. */
  FULL,
  /** Left rows with a partner, once. */
  LEFT_SEMI,
  /** Left rows for which the condition is true with no right row. */
  LEFT_ANTI,
  /**
   * Left rows for which the condition is false with every right row: NOT IN. If it is null with
   * one, the row is left out.
   */
  LEFT_NULL_AWARE_ANTI,
  /**
   * All left rows with one boolean column more: true with a partner; null without one if the
   * condition is null with some; else false. Takes the place of EXISTS and IN in expressions.
   */
  LEFT_MARK,
  /** As LEFT, but more than one partner is an error: a sub-query used as a value. */
  LEFT_SINGLE;

  /** Whether the right's columns come out. */
  public boolean hasRightColumns() {
    return switch (this) {
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE -> true;
      case LEFT_SEMI, LEFT_ANTI, LEFT_NULL_AWARE_ANTI, LEFT_MARK -> false;
    };
  }

  /** Whether right columns may be null where they were not. */
  public boolean padsRight() {
    return this == LEFT || this == FULL || this == LEFT_SINGLE;
  }

  /** Whether left columns may be null where they were not. */
  public boolean padsLeft() {
    return this == RIGHT || this == FULL;
  }
}
