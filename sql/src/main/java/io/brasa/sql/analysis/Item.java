package io.brasa.sql.analysis;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Named;
import io.brasa.sql.syntax.Origin;
import java.util.List;

/**
 * An item of a select list.
 *
 * @param qualifier under which its column stays in reach, if it passes one on
 */
record Item(Expression expression, String name, List<String> qualifier, Origin origin) {
  /** A column as it is. */
  static Item of(Column column, Attribute use, Origin origin) {
    return new Item(use, column.name(), column.qualifier(), origin);
  }

  Item with(Expression other) {
    return new Item(other, name, qualifier, origin);
  }

  /**
   * The item as a column: the one it passes on, though perhaps in another case, unless its name is
   * another.
   *
   * @param mayPassOn whether the column may keep its identity
   */
  Named named(AttributeIds ids, boolean mayPassOn) {
    if (mayPassOn && expression instanceof Attribute a && a.name().equalsIgnoreCase(name))
      return new Named(a, a.named(name));
    return new Named(expression, ids.attribute(name, expression));
  }
}
