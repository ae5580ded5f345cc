package io.brasa.sql.analysis;

import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stars stand for. */
final class StarExpansion {
  private final Query query;

  StarExpansion(Query query) {
    this.query = query;
  }

  /** The columns as arguments of a function. */
  List<Syntax> arguments(Syntax.Star star, Place place) {
    List<Syntax> arguments = new ArrayList<>();
    for (Item item : items(star, place))
      arguments.add(new Syntax.Resolved(item.expression(), star.origin()));
    return arguments;
  }

  /** The columns as items of a select list. */
  List<Item> items(Syntax.Star star, Place place) {
    List<Item> items = all(star, place);
    for (Syntax.Name name : star.except()) {
      String left = name.parts().getLast();
      boolean isThere = items.removeIf(item -> item.name().equalsIgnoreCase(left));
      if (!isThere) throw notThere(name.origin(), left, "EXCEPT", items);
    }
    for (Syntax.Alias replacement : star.replacements()) replace(items, replacement, place);
    return items;
  }

  private List<Item> all(Syntax.Star star, Place place) {
    List<Item> items = new ArrayList<>();
    if (star.qualifier().isEmpty()) {
      if (place.scope().columns().isEmpty())
        throw Query.error(
            SqlError.EXPRESSION_MISPLACED,
            star.origin(),
            "A star stands for all columns, but there are none",
            "Write FROM and a table");
      for (Column column : place.scope().visible()) items.add(item(column, star));
      return items;
    }
    for (Column column : place.scope().qualified(star.qualifier())) items.add(item(column, star));
    return items.isEmpty() ? fields(star, place) : items;
  }

  private Item item(Column column, Syntax.Star star) {
    return Item.of(column, query.used(column.attribute(), star.origin()), star.origin());
  }

  private List<Item> fields(Syntax.Star star, Place place) {
    Syntax.Name name = new Syntax.Name(star.qualifier(), star.origin());
    Optional<Expression> value = query.expressions().names().column(name, place.scope());
    if (value.isPresent() && value.get().type() instanceof StructType struct) {
      List<Item> items = new ArrayList<>();
      for (String field : struct.fieldNames())
        items.add(
            new Item(
                query.expressions().field(value.get(), field, star.origin()),
                field,
                List.of(),
                star.origin()));
      return items;
    }
    List<String> tables =
        place.scope().columns().stream()
            .map(c -> String.join(".", c.qualifier()))
            .filter(q -> !q.isEmpty())
            .distinct()
            .toList();
    String wanted = String.join(".", star.qualifier());
    throw Query.error(
        SqlError.TABLE_NOT_FOUND,
        star.origin(),
        "There is no table or struct " + wanted + " in FROM",
        QueryErrors.perhaps(
            Nearest.of(wanted, tables, 3),
            tables.isEmpty() ? "Write * alone" : "In FROM are " + String.join(", ", tables)));
  }

  private void replace(List<Item> items, Syntax.Alias replacement, Place place) {
    String name = replacement.names().getFirst();
    boolean isThere = false;
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).name().equalsIgnoreCase(name)) continue;
      Expression value = query.expressions().analyze(replacement.expression(), place);
      items.set(i, new Item(value, items.get(i).name(), List.of(), replacement.origin()));
      isThere = true;
    }
    if (!isThere) throw notThere(replacement.origin(), name, "REPLACE", items);
  }

  private static EngineException notThere(
      Origin origin, String name, String word, List<Item> items) {
    return Query.error(
        SqlError.COLUMN_NOT_FOUND,
        origin,
        "There is no column " + name + " to " + word,
        QueryErrors.perhaps(
            Nearest.of(name, items.stream().map(Item::name).toList(), 3),
            "Name a column that the star stands for"));
  }
}
