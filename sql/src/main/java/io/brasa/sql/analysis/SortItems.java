package io.brasa.sql.analysis;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** The keys of ORDER BY: expressions, places of items, or all items. */
record SortItems(Query query, List<Item> items) {
  List<SortKey> keys(List<Syntax.SortItem> order, Place place) {
    List<SortKey> keys = new ArrayList<>();
    for (Syntax.SortItem item : order) {
      if (order.size() == 1 && isAll(item, place)) {
        for (Item column : items) keys.add(query.expressions().key(item, column.expression()));
      } else {
        keys.add(query.expressions().key(item, expression(item, place)));
      }
    }
    return keys;
  }

  private static boolean isAll(Syntax.SortItem item, Place place) {
    return item.expression() instanceof Syntax.Name name
        && name.parts().size() == 1
        && name.parts().getFirst().equalsIgnoreCase("all")
        && place.scope().find(name.parts()).isEmpty()
        && !place.aliases().byName().containsKey("all");
  }

  private Expression expression(Syntax.SortItem item, Place place) {
    if (item.expression() instanceof Syntax.Constant(Integer ordinal, var _, Origin origin))
      return GroupingKeys.ordinal(items, ordinal, "ORDER BY", origin).expression();
    return query.expressions().analyze(item.expression(), place);
  }
}
