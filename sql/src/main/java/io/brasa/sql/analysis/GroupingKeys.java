package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.CanonicalForm;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Signature;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.GroupingElement;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What GROUP BY groups by.
 *
 * @param keys each once
 * @param sets the places of keys in each set, if it has sets
 */
record GroupingKeys(List<Key> keys, List<List<Integer>> sets, boolean hasSets) {
  private static final int MOST_SETS = 4_096;

  /** A key and the name of its column. */
  record Key(Expression expression, String name) {}

  static GroupingKeys none() {
    return new GroupingKeys(List.of(), List.of(), false);
  }

  /** Whether keys become null in some of the groups. */
  static boolean hasSets(Relation.Grouping grouping) {
    return grouping instanceof Relation.Grouping.By by
        && by.elements().stream()
            .anyMatch(
                element ->
                    !(element instanceof GroupingElement.Key
                        || element instanceof GroupingElement.Set));
  }

  static GroupingKeys of(Query query, Relation.Grouping grouping, List<Item> items, Place place) {
    Collector collector = new Collector(query, items, place);
    return switch (grouping) {
      case Relation.Grouping.All _ -> collector.all();
      case Relation.Grouping.By(List<GroupingElement> elements, Origin origin) ->
          collector.by(elements, origin);
    };
  }

  private static final class Collector {
    private final Query query;
    private final List<Item> items;
    private final Place place;
    private final List<Key> keys = new ArrayList<>();

    Collector(Query query, List<Item> items, Place place) {
      this.query = query;
      this.items = items;
      this.place = place;
    }

    /** All items without aggregate; of those with one the columns outside of it. */
    GroupingKeys all() {
      for (Item item : items) {
        if (Parts.hasAggregate(item.expression())) columnsOf(item.expression());
        else if (!Parts.hasWindow(item.expression())) add(item.expression(), item.name());
      }
      return new GroupingKeys(keys, List.of(), false);
    }

    private void columnsOf(Expression expression) {
      if (expression instanceof AggregateCall) return;
      if (expression instanceof Attribute a) add(a, a.name());
      for (Expression child : expression.children()) columnsOf(child);
    }

    GroupingKeys by(List<GroupingElement> elements, Origin origin) {
      List<List<Integer>> product = List.of(List.of());
      boolean hasSets = false;
      for (GroupingElement element : elements) {
        hasSets |=
            !(element instanceof GroupingElement.Key || element instanceof GroupingElement.Set);
        List<List<Integer>> more = new ArrayList<>();
        List<List<Integer>> sets = sets(element, origin);
        for (List<Integer> left : product) {
          for (List<Integer> right : sets) more.add(union(left, right));
        }
        product = more;
        if (product.size() > MOST_SETS)
          throw Query.error(
              SqlError.SQL_UNSUPPORTED,
              origin,
              "GROUP BY makes more than " + MOST_SETS + " grouping sets",
              "Group by fewer keys at once");
      }
      return new GroupingKeys(keys, hasSets ? product : List.of(), hasSets);
    }

    private List<List<Integer>> sets(GroupingElement element, Origin origin) {
      return switch (element) {
        case GroupingElement.Key(Syntax key) -> List.of(List.of(place(key)));
        case GroupingElement.Set(List<Syntax> set) -> List.of(places(set));
        case GroupingElement.Listed(List<Syntax> listed) -> {
          places(listed);
          yield List.of(List.of());
        }
        case GroupingElement.Rollup(List<List<Syntax>> levels) -> rollup(levels);
        case GroupingElement.Cube(List<List<Syntax>> levels) -> cube(levels);
        case GroupingElement.Sets(List<GroupingElement> all) -> {
          List<List<Integer>> sets = new ArrayList<>();
          for (GroupingElement set : all) sets.addAll(sets(set, origin));
          yield sets;
        }
      };
    }

    private List<List<Integer>> rollup(List<List<Syntax>> levels) {
      List<List<Integer>> places = levels.stream().map(this::places).toList();
      List<List<Integer>> sets = new ArrayList<>();
      for (int count = levels.size(); count >= 0; count--) {
        List<Integer> set = List.of();
        for (int i = 0; i < count; i++) set = union(set, places.get(i));
        sets.add(set);
      }
      return sets;
    }

    private List<List<Integer>> cube(List<List<Syntax>> levels) {
      List<List<Integer>> sets = List.of(List.of());
      for (List<Syntax> level : levels) {
        List<Integer> places = places(level);
        List<List<Integer>> more = new ArrayList<>();
        for (List<Integer> set : sets) more.add(union(set, places));
        more.addAll(sets);
        sets = more;
        if (sets.size() > MOST_SETS) return sets;
      }
      return sets;
    }

    private static List<Integer> union(List<Integer> left, List<Integer> right) {
      List<Integer> union = new ArrayList<>(left);
      for (Integer place : right) {
        if (!union.contains(place)) union.add(place);
      }
      return union;
    }

    private List<Integer> places(List<Syntax> written) {
      List<Integer> places = new ArrayList<>();
      for (Syntax key : written) places.add(place(key));
      return places;
    }

    private int place(Syntax key) {
      if (key instanceof Syntax.Constant(Integer ordinal, var _, Origin origin)) {
        Item item = ordinal(items, ordinal, "GROUP BY", origin);
        return add(checked(item.expression(), origin), item.name());
      }
      Expression expression = query.expressions().analyze(key, place);
      return add(checked(expression, key.origin()), ItemNames.in(query, Map.of()).ofItem(key));
    }

    private Expression checked(Expression key, Origin origin) {
      boolean isMisplaced = Parts.hasAggregate(key) || Parts.hasWindow(key);
      if (isMisplaced)
        throw Query.error(
            SqlError.EXPRESSION_MISPLACED,
            origin,
            "GROUP BY goes by an aggregate or a window function",
            "Compute it in a sub-query");
      if (key.type() == AtomicType.NULL) return key;
      if (!Coercion.isGroupable(key.type()))
        throw Query.error(
            SqlError.TYPE_MISMATCH,
            origin,
            "GROUP BY goes by " + Signature.shown(key) + ", which is " + key.type().sql(),
            "Group by something that can be compared");
      return key;
    }

    private int add(Expression key, String name) {
      for (int i = 0; i < keys.size(); i++) {
        if (CanonicalForm.areSame(keys.get(i).expression(), key)) return i;
      }
      keys.add(new Key(key, name));
      return keys.size() - 1;
    }
  }

  /** The item at a place counted from one. */
  static Item ordinal(List<Item> items, int ordinal, String clause, Origin origin) {
    if (ordinal < 1 || ordinal > items.size())
      throw Query.error(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          clause + " names item " + ordinal + ", but the select list has " + items.size(),
          "Give the place of an item, counted from 1");
    return items.get(ordinal - 1);
  }
}
