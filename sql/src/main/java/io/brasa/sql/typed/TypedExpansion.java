package io.brasa.sql.typed;

import io.brasa.sql.expression.UserFunction;

/**
 * A function that gives several rows.
 *
 * @param list gives them as an array
 */
public record TypedExpansion(TypedValue list) implements UserFunction.Expanding {
  @Override
  public UserFunction.Opened open() {
    return list.open();
  }
}
