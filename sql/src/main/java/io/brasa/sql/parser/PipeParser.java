package io.brasa.sql.parser;

import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.GroupingElement;
import io.brasa.sql.syntax.Relation.SetKind;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What stands behind {@code |>}: one step after the other over the rows before it. */
final class PipeParser {
  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final RelationParser relations;

  /** A query that a set operation combines with. */
  private final Supplier<Relation> terms;

  /** The keys behind GROUP BY, which may have names here. */
  private final Supplier<List<GroupingElement>> grouping;

  /** The same behind SELECT. */
  private final Supplier<Relation.Grouping> groupings;

  /** ORDER BY, LIMIT and the like, which queries have behind them too. */
  private final UnaryOperator<Relation> ends;

  PipeParser(
      Cursor cursor,
      ExpressionParser expressions,
      RelationParser relations,
      Supplier<Relation> terms,
      Supplier<List<GroupingElement>> grouping,
      Supplier<Relation.Grouping> groupings,
      UnaryOperator<Relation> ends) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.relations = relations;
    this.terms = terms;
    this.grouping = grouping;
    this.groupings = groupings;
    this.ends = ends;
  }

  Relation piped(Relation first, int mark) {
    Relation all = first;
    while (cursor.acceptSign("|>")) all = step(all, mark);
    return all;
  }

  private Relation step(Relation input, int mark) {
    if (cursor.accept("SELECT")) {
      boolean isDistinct = cursor.accept("DISTINCT");
      List<Syntax> items = cursor.list(expressions::item);
      Relation selected =
          new Relation.Select(
              input,
              Optional.empty(),
              cursor.accept("GROUP", "BY") ? Optional.of(groupings.get()) : Optional.empty(),
              items,
              Optional.empty(),
              Optional.empty(),
              new CallParser(cursor, expressions).windows(),
              false,
              List.of(),
              cursor.from(mark));
      return isDistinct ? new Relation.Distinct(selected, List.of(), cursor.from(mark)) : selected;
    }
    if (cursor.accept("EXTEND")) return extend(input, mark);
    if (cursor.accept("SET")) return set(input, mark);
    if (cursor.accept("DROP")) return drop(input, mark);
    if (cursor.accept("AS"))
      return new Relation.Aliased(input, cursor.name(), List.of(), cursor.from(mark));
    if (cursor.accept("WHERE"))
      return new Relation.Filter(input, expressions.expression(), cursor.from(mark));
    if (cursor.accept("AGGREGATE")) return aggregate(input, mark);
    if (isAtEnd()) return ends.apply(input);
    Optional<Relation> combined = combined(input, mark);
    if (combined.isPresent()) return combined.get();
    Relation changed = relations.changed(input, mark);
    if (changed == input) changed = relations.joins(input, mark);
    if (changed == input)
      throw cursor.unexpected(
          "SELECT, EXTEND, SET, DROP, AS, WHERE, AGGREGATE, JOIN, UNION, ORDER BY, LIMIT or PIVOT");
    return changed;
  }

  private boolean isAtEnd() {
    for (String word : List.of("ORDER", "SORT", "DISTRIBUTE", "CLUSTER", "LIMIT", "OFFSET"))
      if (cursor.isAt(word)) return true;
    return false;
  }

  private Relation project(Relation input, List<Syntax> items, int mark) {
    return new Relation.Project(input, items, cursor.from(mark));
  }

  private Syntax.Star star(List<Syntax.Name> except, List<Syntax.Alias> others, int mark) {
    return new Syntax.Star(List.of(), except, others, cursor.from(mark));
  }

  private Relation extend(Relation input, int mark) {
    List<Syntax> items = new ArrayList<>();
    items.add(star(List.of(), List.of(), mark));
    items.addAll(cursor.list(expressions::item));
    return project(input, items, mark);
  }

  private Relation set(Relation input, int mark) {
    // one after the other: a later one sees what earlier ones have set
    Relation all = input;
    for (Syntax.Alias change : cursor.list(this::change))
      all = project(all, List.of(star(List.of(), List.of(change), mark)), mark);
    return all;
  }

  private Syntax.Alias change() {
    int mark = cursor.mark();
    String name = cursor.name();
    cursor.expectSign("=");
    return Syntax.Alias.of(expressions.expression(), name, cursor.from(mark));
  }

  private Relation drop(Relation input, int mark) {
    List<Syntax.Name> names = cursor.list(this::name);
    return project(input, List.of(star(names, List.of(), mark)), mark);
  }

  private Syntax.Name name() {
    int mark = cursor.mark();
    List<String> parts = cursor.qualifiedName();
    return new Syntax.Name(parts, cursor.from(mark));
  }

  private Relation aggregate(Relation input, int mark) {
    List<Syntax> aggregates = cursor.isAt("GROUP") ? List.of() : cursor.list(expressions::item);
    List<GroupingElement> keys = new ArrayList<>();
    if (cursor.accept("GROUP", "BY"))
      for (GroupingElement key : grouping.get()) keys.add(ofInput(key));
    return new Relation.Aggregate(input, keys, aggregates, cursor.from(mark));
  }

  /** A number as a key is the place of a column that comes in, there being no select list. */
  private static GroupingElement ofInput(GroupingElement key) {
    return key instanceof GroupingElement.Key(Syntax.Constant(Integer place, var _, Origin origin))
        ? new GroupingElement.Key(new Syntax.Ordinal(place, origin))
        : key;
  }

  private Optional<Relation> combined(Relation input, int mark) {
    SetKind kind;
    if (cursor.accept("UNION")) kind = SetKind.UNION;
    else if (cursor.accept("INTERSECT")) kind = SetKind.INTERSECT;
    else if (cursor.accept("EXCEPT") || cursor.accept("MINUS")) kind = SetKind.EXCEPT;
    else return Optional.empty();
    boolean isAll = cursor.accept("ALL");
    if (!isAll) cursor.accept("DISTINCT");
    boolean isByName = kind == SetKind.UNION && cursor.accept("BY", "NAME");
    Relation right = terms.get();
    return Optional.of(
        new Relation.SetOperation(input, right, kind, isAll, isByName, false, cursor.from(mark)));
  }
}
