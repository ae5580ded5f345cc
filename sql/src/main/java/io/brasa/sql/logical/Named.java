package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/** An expression and the column that it becomes. */
public record Named(Expression expression, Attribute attribute) {
  /** A column as it is. */
  public static Named of(Attribute attribute) {
    return new Named(attribute, attribute);
  }

  /** Whether it passes a column on as it is. */
  public boolean isPassedOn() {
    return expression.equals(attribute);
  }

  static List<Attribute> attributes(List<Named> all) {
    return all.stream().map(Named::attribute).toList();
  }

  static List<Expression> expressions(List<Named> all) {
    return all.stream().map(Named::expression).toList();
  }

  static List<Named> with(List<Named> all, List<Expression> expressions) {
    List<Named> changed = new ArrayList<>();
    for (int i = 0; i < all.size(); i++)
      changed.add(new Named(expressions.get(i), all.get(i).attribute));
    return changed;
  }

  @Override
  public String toString() {
    return isPassedOn() ? attribute.toString() : expression + " AS " + attribute;
  }
}
