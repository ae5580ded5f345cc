package io.brasa.sql.analysis;

import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
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
    for (Syntax.Name name : star.except()) leaveOut(name, items);
    for (Syntax.Alias replacement : star.replacements()) replace(items, replacement, place);
    return items;
  }

  /** Leaves out a column, or a field of one: the longest beginning of the name that is a column. */
  private void leaveOut(Syntax.Name name, List<Item> items) {
    List<String> parts = name.parts();
    for (int last = parts.size() - 1; last >= 0; last--) {
      String column = parts.get(last);
      List<String> table = parts.subList(0, last);
      List<String> fields = parts.subList(last + 1, parts.size());
      boolean isThere = false;
      for (int i = items.size() - 1; i >= 0; i--) {
        Item item = items.get(i);
        boolean isMeant = item.name().equalsIgnoreCase(column) && isQualified(item, table);
        if (!isMeant || !fields.isEmpty() && !(item.expression().type() instanceof StructType))
          continue;
        isThere = true;
        if (fields.isEmpty()) items.remove(i);
        else
          items.set(
              i,
              new Item(
                  without(item.expression(), fields, name.origin()),
                  item.name(),
                  List.of(),
                  name.origin()));
      }
      if (isThere) return;
    }
    throw notThere(name.origin(), String.join(".", parts), "EXCEPT", items);
  }

  private static boolean isQualified(Item item, List<String> table) {
    int before = item.qualifier().size() - table.size();
    if (before < 0) return false;
    for (int i = 0; i < table.size(); i++)
      if (!item.qualifier().get(before + i).equalsIgnoreCase(table.get(i))) return false;
    return true;
  }

  /** The struct without one of its fields, or of those deeper in it; null stays null. */
  private Expression without(Expression struct, List<String> field, Origin origin) {
    StructType type = (StructType) struct.type();
    int left = NameAnalyzer.fieldIndex(type, field.getFirst(), origin);
    List<Expression> parts = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      if (i == left && field.size() == 1) continue;
      String name = type.field(i).name();
      Expression value = query.expressions().field(struct, name, origin);
      if (i == left) {
        if (!(value.type() instanceof StructType))
          throw Query.error(
              SqlError.COLUMN_NOT_FOUND,
              origin,
              "The field " + name + " has no fields to EXCEPT",
              "Name a field of a struct");
        value = without(value, field.subList(1, field.size()), origin);
      }
      parts.add(Literal.of(name));
      parts.add(value);
    }
    return query.expressions().calls().named("named_struct", parts, origin);
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
            .filter(c -> !c.qualifier().isEmpty())
            .map(c -> c.qualifier().getLast())
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
